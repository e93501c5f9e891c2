/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.memory.Memory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.agrona.collections.MutableLong;

/**
 * The operations of a cache on keys and values that lie somewhere in a buffer, by absolute offsets; for servers and
 * others who cannot afford an object for each. Nothing here allocates but {@link #view}. Positions and limits of
 * buffers are neither used nor changed. Safe for any number of threads, as long as nobody writes to the buffers
 * meanwhile.
 */
public final class BufferOperations {
    private final Operations operations;

    BufferOperations(final Operations operations) {
        this.operations = operations;
    }

    static long at(final ByteBuffer buffer, final int offset, final int length) {
        if ((offset | length) < 0 || length > buffer.capacity() - offset) {
            throw new IndexOutOfBoundsException("the bytes must lie in the buffer: offset=" + offset + " length="
                + length + " capacity=" + buffer.capacity());
        }
        return Memory.address(buffer) + offset;
    }

    private static long keyAt(final ByteBuffer buffer, final int offset, final int length) {
        Operations.checkKeyLength(length);
        return at(buffer, offset, length);
    }

    /**
     * Shows an item to a reader in place.
     *
     * @param buffer that holds the key.
     * @param offset of the key.
     * @param length of the key, 1 to 250.
     * @param reader see {@link ItemReader} for what it may do.
     * @return what was found.
     */
    public Lookup read(final ByteBuffer buffer, final int offset, final int length, final ItemReader reader) {
        try {
            return operations.retrieval.read(Memory.base(buffer), keyAt(buffer, offset, length), length, reader);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Shows an item to a reader in place and leaves no trace of it: it does not count as asked for, nor as a get.
     *
     * @param buffer that holds the key.
     * @param offset of the key.
     * @param length of the key, 1 to 250.
     * @param reader see {@link ItemReader} for what it may do.
     * @return what was found.
     */
    public Lookup peek(final ByteBuffer buffer, final int offset, final int length, final ItemReader reader) {
        try {
            return operations.fetching.peek(Memory.base(buffer), keyAt(buffer, offset, length), length, reader);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Finds an item or creates it, decides who is to bring a new value, changes the deadline, and shows the item to a
     * reader. All of it happens at one moment. As long as there is nothing to change and nothing to win, no lock is
     * taken: the reader may be called several times then, as by {@link #read}. What the view tells of asking for the
     * item and of tokens is as it was before.
     *
     * @param buffer that holds the key.
     * @param offset of the key.
     * @param length of the key, 1 to 250.
     * @param terms  what it does; takes the results.
     * @param reader that is shown the item.
     * @return HIT if there is an item, also if it was created; else why there is none.
     */
    public Lookup fetch(final ByteBuffer buffer, final int offset, final int length, final FetchTerms terms,
            final ItemReader reader) {
        try {
            return operations.fetching.fetch(Memory.base(buffer), keyAt(buffer, offset, length), length, terms, reader);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Gives back what a {@link #fetch} has won, for who cannot bring the new value: the next one wins it. Whether the
     * item is stale stays as it is, and so does its CAS unique.
     *
     * @param buffer    that holds the key.
     * @param offset    of the key.
     * @param length    of the key, 1 to 250.
     * @param casUnique of the item that was won; another one has been brought meanwhile, and is left alone.
     * @return whether it was given back.
     */
    public boolean giveBack(final ByteBuffer buffer, final int offset, final int length, final long casUnique) {
        try {
            return operations.fetching.giveBack(Memory.base(buffer), keyAt(buffer, offset, length), length, casUnique);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Holds a value in place, to be read without a copy.
     *
     * @param buffer that holds the key.
     * @param offset of the key.
     * @param length of the key, 1 to 250.
     * @return a view that has to be closed, or null if there is no such item.
     */
    public ValueView view(final ByteBuffer buffer, final int offset, final int length) {
        try {
            return operations.view(Memory.base(buffer), keyAt(buffer, offset, length), length);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Holds a value in place as {@link #view} does, and leaves no trace: neither is it counted, nor does the item count
     * as asked for. For who has read the item already, or must not.
     *
     * @param buffer that holds the key.
     * @param offset of the key.
     * @param length of the key, 1 to 250.
     * @return a view that has to be closed, or null if there is no such item.
     */
    public ValueView peekView(final ByteBuffer buffer, final int offset, final int length) {
        try {
            return operations.peekView(Memory.base(buffer), keyAt(buffer, offset, length), length);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Stores a value.
     *
     * @param mode        what it asks of the key.
     * @param keyBuffer   that holds the key.
     * @param keyOffset   of the key.
     * @param keyLength   1 to 250.
     * @param valueBuffer that holds the value.
     * @param valueOffset of the value.
     * @param valueLength in bytes.
     * @param flags       client flags; not for APPEND and PREPEND.
     * @param deadline    in deciseconds of {@link ByteCache#clock()}, 0 for never; not for APPEND and PREPEND.
     * @param casUnique   for {@link StoreMode#CAS}.
     * @return what became of it.
     */
    public StoreResult store(final StoreMode mode, final ByteBuffer keyBuffer, final int keyOffset,
            final int keyLength, final ByteBuffer valueBuffer, final int valueOffset, final int valueLength,
            final int flags, final int deadline, final long casUnique) {
        try {
            return operations.store(mode, Memory.base(keyBuffer), keyAt(keyBuffer, keyOffset, keyLength), keyLength,
                Memory.base(valueBuffer), at(valueBuffer, valueOffset, valueLength), valueLength, flags, deadline,
                casUnique);
        } finally {
            Reference.reachabilityFence(keyBuffer);
            Reference.reachabilityFence(valueBuffer);
        }
    }

    /**
     * Makes what reads many keys faster than one after the other.
     *
     * @return a new one, to be kept.
     */
    public ReadAhead newReadAhead() {
        operations.core.counters.checkOpen();
        return new ReadAhead(operations.core);
    }

    /**
     * Stores a value on terms.
     *
     * @param terms       how; takes the results.
     * @param keyBuffer   that holds the key.
     * @param keyOffset   of the key.
     * @param keyLength   1 to 250.
     * @param valueBuffer that holds the value.
     * @param valueOffset of the value.
     * @param valueLength in bytes.
     * @param flags       client flags; for APPEND and PREPEND, of an item that they create.
     * @param deadline    in deciseconds of {@link ByteCache#clock()}, 0 for never; for APPEND and PREPEND, of an item
     *                    that they create.
     * @return what became of it.
     */
    public StoreResult store(final StoreTerms terms, final ByteBuffer keyBuffer, final int keyOffset,
            final int keyLength, final ByteBuffer valueBuffer, final int valueOffset, final int valueLength,
            final int flags, final int deadline) {
        try {
            return operations.store(terms, Memory.base(keyBuffer), keyAt(keyBuffer, keyOffset, keyLength), keyLength,
                Memory.base(valueBuffer), at(valueBuffer, valueOffset, valueLength), valueLength, flags, deadline);
        } finally {
            Reference.reachabilityFence(keyBuffer);
            Reference.reachabilityFence(valueBuffer);
        }
    }

    /**
     * Makes a writer for values that arrive in pieces.
     *
     * @return a new one, to be kept.
     */
    public ItemWriter newWriter() {
        operations.core.counters.checkOpen();
        return new ItemWriter(operations);
    }

    /**
     * Deletes an item.
     *
     * @param buffer    that holds the key.
     * @param offset    of the key.
     * @param length    of the key, 1 to 250.
     * @param casUnique that the item must have; 0 for any.
     * @return what became of it.
     */
    public DeleteResult delete(final ByteBuffer buffer, final int offset, final int length, final long casUnique) {
        try {
            return operations.delete(Memory.base(buffer), keyAt(buffer, offset, length), length, casUnique);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Deletes an item on terms, which may be to mark it as stale, or to empty it.
     *
     * @param buffer that holds the key.
     * @param offset of the key.
     * @param length of the key, 1 to 250.
     * @param terms  how.
     * @return what became of it.
     */
    public DeleteResult delete(final ByteBuffer buffer, final int offset, final int length, final DeleteTerms terms) {
        try {
            return operations.delete(Memory.base(buffer), keyAt(buffer, offset, length), length, terms);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Gives an item a new expiry.
     *
     * @param buffer   that holds the key.
     * @param offset   of the key.
     * @param length   of the key, 1 to 250.
     * @param deadline in deciseconds of {@link ByteCache#clock()}, 0 for never.
     * @return what became of it.
     */
    public TouchResult touch(final ByteBuffer buffer, final int offset, final int length, final int deadline) {
        try {
            return operations.touch(Memory.base(buffer), keyAt(buffer, offset, length), length, deadline);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Changes a decimal number on terms.
     *
     * @param buffer that holds the key.
     * @param offset of the key.
     * @param length of the key, 1 to 250.
     * @param terms  how; takes the results.
     * @return what became of it.
     */
    public DeltaResult count(final ByteBuffer buffer, final int offset, final int length, final CountTerms terms) {
        try {
            return operations.count(Memory.base(buffer), keyAt(buffer, offset, length), length, terms);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Adds to a decimal number, modulo 2^64.
     *
     * @param buffer that holds the key.
     * @param offset of the key.
     * @param length of the key, 1 to 250.
     * @param delta  unsigned.
     * @param result takes the new number, unsigned.
     * @return what became of it.
     */
    public DeltaResult increment(final ByteBuffer buffer, final int offset, final int length, final long delta,
            final MutableLong result) {
        try {
            return operations.count(Memory.base(buffer), keyAt(buffer, offset, length), length, delta, true, result);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    /**
     * Takes from a decimal number, down to 0.
     *
     * @param buffer that holds the key.
     * @param offset of the key.
     * @param length of the key, 1 to 250.
     * @param delta  unsigned.
     * @param result takes the new number, unsigned.
     * @return what became of it.
     */
    public DeltaResult decrement(final ByteBuffer buffer, final int offset, final int length, final long delta,
            final MutableLong result) {
        try {
            return operations.count(Memory.base(buffer), keyAt(buffer, offset, length), length, delta, false, result);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }
}
