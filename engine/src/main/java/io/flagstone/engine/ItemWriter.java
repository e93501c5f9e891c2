/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.events.OperationWatch;
import io.flagstone.engine.item.ValueCursor;
import io.flagstone.engine.memory.Memory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * Stores a value that arrives in pieces, straight into the memory where it stays.
 *
 * <p>{@link #begin} takes the memory, {@link #write} fills it, {@link #commit} makes it visible all at once;
 * {@link #abort} gives it back. Between {@code begin} and the end nobody else sees the item, and no lock is held. One
 * writer serves one thread at a time, any number of items, one after the other; what was begun has to be ended before
 * the cache is closed.
 */
public final class ItemWriter {
    private final Operations operations;
    private final CacheCore core;
    private final ValueCursor cursor = new ValueCursor();
    private int reference;
    private long hash;
    private int left;

    ItemWriter(final Operations operations) {
        this.operations = operations;
        core = operations.core;
    }

    /**
     * Takes memory for an item.
     *
     * @param buffer      that holds the key; it may be reused at once.
     * @param keyOffset   absolute.
     * @param keyLength   1 to 250.
     * @param valueLength of all pieces together.
     * @param flags       client flags.
     * @param deadline    of deciseconds of {@link ByteCache#clock()}, 0 for never.
     * @return STORED if it can begin; TOO_LARGE or OUT_OF_MEMORY if not, and nothing has to be ended.
     */
    public StoreResult begin(final ByteBuffer buffer, final int keyOffset, final int keyLength,
            final int valueLength, final int flags, final int deadline) {
        if (reference != 0) {
            throw new IllegalStateException("commit or abort what was begun: valueBytesLeft=" + left);
        }
        Operations.checkKeyLength(keyLength);
        if (valueLength < 0) {
            throw new IllegalArgumentException("valueLength must not be negative: valueLength=" + valueLength);
        }
        final long key = BufferOperations.at(buffer, keyOffset, keyLength);
        final OperationWatch watch = core.begin(valueLength);
        try {
            final Object base = Memory.base(buffer);
            hash = core.hash(base, key, keyLength);
            final int reserved =
                operations.reservation.reserve(hash, base, key, keyLength, valueLength, flags, deadline);
            if (reserved == Reservation.TOO_LARGE) {
                return StoreResult.TOO_LARGE;
            }
            if (reserved == Reservation.NO_MEMORY) {
                return StoreResult.OUT_OF_MEMORY;
            }
            reference = reserved;
            left = valueLength;
            cursor.wrap(core.arena, reserved);
            return StoreResult.STORED;
        } finally {
            core.end(watch, "begin", valueLength);
        }
    }

    /**
     * Writes the next piece.
     *
     * @param source of the bytes.
     * @param offset absolute.
     * @param length at most {@link #left()}.
     */
    public void write(final ByteBuffer source, final int offset, final int length) {
        final long from = BufferOperations.at(source, offset, length);
        if (length > left) {
            throw new IllegalArgumentException("the value must not become longer than it was begun: length="
                + length + " left=" + left);
        }
        core.counters.enter();
        try {
            cursor.write(Memory.base(source), from, length);
            left -= length;
        } finally {
            Reference.reachabilityFence(source);
            core.counters.add(OperationCounters.LEFT);
        }
    }

    /**
     * Tells how many bytes are still to be written.
     *
     * @return bytes.
     */
    public int left() {
        return left;
    }

    /**
     * Tells whether an item was begun and not ended.
     *
     * @return whether it was.
     */
    public boolean isOpen() {
        return reference != 0;
    }

    /**
     * Ends the item: stores it if the mode allows.
     *
     * @param mode      of the store.
     * @param casUnique for {@link StoreMode#CAS}.
     * @return what became of it.
     */
    public StoreResult commit(final StoreMode mode, final long casUnique) {
        return commit(mode, casUnique, null);
    }

    /**
     * Ends the item: stores it on terms. For APPEND and PREPEND that create, the flags and the deadline of
     * {@link #begin} are those of an item that they create.
     *
     * @param terms how; takes the results.
     * @return what became of it.
     */
    public StoreResult commit(final StoreTerms terms) {
        terms.forget();
        return commit(terms.mode, terms.compareCas, terms);
    }

    private StoreResult commit(final StoreMode mode, final long compareCas, final StoreTerms terms) {
        if (reference == 0 || left != 0) {
            throw new IllegalStateException("only a whole item can be committed: begun=" + isOpen() + " left=" + left);
        }
        final OperationWatch watch = core.begin(0);
        try {
            final int filled = reference;
            reference = 0;
            return operations.commit(mode, hash, filled, compareCas, terms);
        } finally {
            core.end(watch, "commit", 0);
        }
    }

    /** Ends the item without storing it; nothing happens if none was begun. */
    public void abort() {
        if (reference == 0) {
            return;
        }
        if (core.counters.tryEnter()) {
            operations.reservation.abandon(reference);
            core.counters.add(OperationCounters.LEFT);
        }
        reference = 0;
        left = 0;
    }

    /**
     * Tells the slab class of the item that was begun.
     *
     * @return its id, 0 if none was begun.
     */
    public int slabClass() {
        return reference == 0 ? 0 : core.slabs.classOf(reference);
    }

    @Override
    public String toString() {
        return isOpen() ? "ItemWriter[left=" + left + ']' : "ItemWriter[nothing begun]";
    }
}
