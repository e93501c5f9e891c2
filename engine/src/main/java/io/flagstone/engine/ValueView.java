/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ValueCursor;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.stripe.Stripe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * A value held in place: its memory is not used again until {@link #close}, whatever others do to the key meanwhile;
 * they see the new value, the view keeps the old one.
 *
 * <p>A view that is not closed keeps its memory for ever. One thread at a time. After {@code close}, and after the
 * cache was closed, every method but {@code close} throws IllegalStateException.
 */
public final class ValueView implements AutoCloseable {
    private final CacheCore core;
    private final Retrieval retrieval;
    private final Stripe stripe;
    private final int reference;
    private final int length;
    private final int flags;
    private final long casUnique;
    private final ValueCursor cursor = new ValueCursor();
    private final ByteBuffer window = Memory.window();
    private int position;
    private boolean closed;

    ValueView(final CacheCore core, final Retrieval retrieval, final Stripe stripe, final int reference) {
        this.core = core;
        this.retrieval = retrieval;
        this.stripe = stripe;
        this.reference = reference;
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        length = Item.valueLength(address, control);
        flags = Item.flags(address, control);
        casUnique = Item.casUnique(address);
        cursor.wrap(core.arena, reference);
    }

    private void enter() {
        if (closed) {
            throw new IllegalStateException("the view is closed");
        }
        core.counters.enter();
    }

    private void leave() {
        core.counters.add(OperationCounters.LEFT);
    }

    /**
     * Tells the length of the value.
     *
     * @return bytes.
     */
    public int length() {
        return length;
    }

    /**
     * Tells the client flags.
     *
     * @return 32 bits.
     */
    public int flags() {
        return flags;
    }

    /**
     * Tells the CAS unique.
     *
     * @return it.
     */
    public long casUnique() {
        return casUnique;
    }

    /**
     * Reads one byte in place.
     *
     * @param index from 0.
     * @return the byte.
     * @throws IndexOutOfBoundsException if the value is shorter.
     */
    public byte get(final int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("index must be below the value's length: index=" + index
                + " length=" + length);
        }
        enter();
        try {
            final long address = core.arena.address(reference);
            final long control = Item.control(address);
            if (index < ControlWord.valueLength(control)) {
                return Memory.getByte(Item.valueAddress(address, control) + index);
            }
            final ValueCursor at = new ValueCursor().wrap(core.arena, reference);
            int left = index;
            for (int run = at.contiguous(); left >= run; run = at.contiguous()) {
                at.skip(run);
                left -= run;
            }
            return Memory.getByte(at.address() + left);
        } finally {
            leave();
        }
    }

    /**
     * Copies the value.
     *
     * @return a new array.
     */
    public byte[] toByteArray() {
        final byte[] copy = new byte[length];
        enter();
        try {
            ValueCursor.copyOut(core.arena, reference, copy, Memory.ARRAY_BASE, length);
        } finally {
            leave();
        }
        return copy;
    }

    /**
     * Writes the value to a channel straight from the cache's memory, going on where the last call ended.
     *
     * @param channel blocking or not.
     * @return bytes that it took, 0 or more.
     * @throws IOException if the channel fails.
     */
    public int writeTo(final WritableByteChannel channel) throws IOException {
        enter();
        try {
            int total = 0;
            while (position < length) {
                final int run = cursor.contiguous();
                Memory.point(window, cursor.address(), run);
                final int written = channel.write(window);
                cursor.skip(written);
                position += written;
                total += written;
                if (written < run) {
                    break;
                }
            }
            return total;
        } finally {
            Memory.point(window, 0, 0);
            leave();
        }
    }

    /**
     * Tells how many bytes {@link #writeTo} has still to write.
     *
     * @return bytes.
     */
    public int remaining() {
        return length - position;
    }

    /** Lets go of the memory; a second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (core.counters.tryEnter()) {
            retrieval.unpin(stripe, reference);
            leave();
        }
    }
}
