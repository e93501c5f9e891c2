/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ValueCursor;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.stripe.Stripe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/**
 * A value held in place: its memory is not used again until {@link #close}, whatever others do to the key meanwhile;
 * they see the new value, the view keeps the old one.
 *
 * <p>A view that is not closed keeps its memory for ever. One thread at a time. After {@code close}, and after the
 * cache was closed, every method but {@code close} and {@code toString} throws IllegalStateException.
 */
public final class ValueView implements AutoCloseable {
    private static final int RUNS_AT_ONCE = 64;
    private static final ByteBuffer[] NONE = {};

    private final CacheCore core;
    private final Retrieval retrieval;
    private final Stripe stripe;
    private final int reference;
    private final int length;
    private final int flags;
    private final long casUnique;
    private final ValueCursor cursor = new ValueCursor();
    private final ValueCursor ahead = new ValueCursor();
    private ByteBuffer[] windows = NONE;
    private ByteBuffer[] lent = NONE;
    private int position;
    private int aheadStart;
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
        ahead.wrap(core.arena, reference);
    }

    private void enter() {
        checkOpen();
        core.counters.enter();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the view is closed");
        }
        core.counters.checkOpen();
    }

    private void leave() {
        core.counters.add(OperationCounters.LEFT);
    }

    /**
     * Tells the length of the value.
     *
     * @return bytes.
     * @throws IllegalStateException if the view or the cache is closed.
     */
    public int length() {
        checkOpen();
        return length;
    }

    /**
     * Tells the client flags.
     *
     * @return 32 bits.
     * @throws IllegalStateException if the view or the cache is closed.
     */
    public int flags() {
        checkOpen();
        return flags;
    }

    /**
     * Tells the CAS unique.
     *
     * @return it.
     * @throws IllegalStateException if the view or the cache is closed.
     */
    public long casUnique() {
        checkOpen();
        return casUnique;
    }

    /**
     * Reads one byte in place; reading forwards is as cheap in a value of many chunks as in one of a single chunk.
     *
     * @param index from 0.
     * @return the byte.
     * @throws IndexOutOfBoundsException if the value is shorter.
     * @throws IllegalStateException     if the view or the cache is closed.
     */
    public byte get(final int index) {
        enter();
        try {
            if (index < 0 || index >= length) {
                throw new IndexOutOfBoundsException("index must be below the value's length: index=" + index
                    + " length=" + length);
            }
            if (index < aheadStart) {
                rewind();
            }
            for (int run = ahead.contiguous(); index - aheadStart >= run; run = ahead.contiguous()) {
                ahead.skip(run);
                aheadStart += run;
            }
            return Memory.getByte(ahead.address() + index - aheadStart);
        } finally {
            leave();
        }
    }

    private void rewind() {
        ahead.wrap(core.arena, reference);
        aheadStart = 0;
    }

    /**
     * Copies the value.
     *
     * @return a new array.
     * @throws IllegalStateException if the view or the cache is closed.
     */
    public byte[] toByteArray() {
        enter();
        try {
            final byte[] copy = new byte[length];
            ValueCursor.copyOut(core.arena, reference, copy, Memory.ARRAY_BASE, length);
            return copy;
        } finally {
            leave();
        }
    }

    /**
     * Lends the value's memory: one read-only buffer for each chunk, in their order, from position 0 to its end. Each
     * call lends new ones, all of the whole value.
     *
     * <p>{@link #close} takes them back: they are empty from then on, and a read throws BufferUnderflowException or
     * IndexOutOfBoundsException. What the caller himself made of them with {@code slice}, {@code duplicate} or
     * {@code asReadOnlyBuffer} cannot be taken back and must not be used any more: it may show other bytes, or none.
     * The memory of a closed cache is given back when the last view that lent it is closed.
     *
     * @return the buffers; none if the value is empty.
     * @throws IllegalStateException if the view or the cache is closed.
     */
    public ByteBuffer[] buffers() {
        enter();
        try {
            final ValueCursor at = new ValueCursor().wrap(core.arena, reference);
            int count = 0;
            for (int run = at.contiguous(); run > 0; run = at.contiguous()) {
                at.skip(run);
                count++;
            }
            final int before = lent.length;
            final ByteBuffer[] all = Arrays.copyOf(lent, before + count);
            for (int i = before; i < all.length; i++) {
                all[i] = Memory.readOnlyWindow();
            }
            final ByteBuffer[] fresh = Arrays.copyOfRange(all, before, all.length);
            if (before == 0 && count > 0) {
                core.hold();
            }
            lent = all;
            pointAt(at.wrap(core.arena, reference), fresh);
            return fresh;
        } finally {
            leave();
        }
    }

    /** Points buffers at the runs from a place on, and tells how many bytes they have. */
    private static int pointAt(final ValueCursor from, final ByteBuffer[] buffers) {
        int bytes = 0;
        for (final ByteBuffer buffer : buffers) {
            final int run = from.contiguous();
            Memory.point(buffer, from.address(), run);
            from.skip(run);
            bytes += run;
        }
        return bytes;
    }

    private static void empty(final ByteBuffer[] buffers) {
        for (final ByteBuffer buffer : buffers) {
            Memory.point(buffer, 0, 0);
        }
    }

    /**
     * Writes the value to a channel straight from the cache's memory, going on where the last call ended; several
     * chunks at a time if the channel is a {@link GatheringByteChannel}.
     *
     * @param channel blocking or not.
     * @return bytes that it took, 0 or more.
     * @throws IOException           if the channel fails.
     * @throws IllegalStateException if the view or the cache is closed.
     */
    public int writeTo(final WritableByteChannel channel) throws IOException {
        enter();
        try {
            int total = 0;
            while (position < length) {
                windows = windowsFor(channel);
                final int offered = pointAt(ahead.wrap(cursor), windows);
                final int written = channel instanceof GatheringByteChannel gathering
                    ? (int) gathering.write(windows) : channel.write(windows[0]);
                cursor.advance(written);
                position += written;
                total += written;
                if (written < offered) {
                    break;
                }
            }
            return total;
        } finally {
            empty(windows);
            rewind();
            leave();
        }
    }

    /**
     * Writes the value with bytes in front of it and behind, straight from the cache's memory and in one call of the
     * channel, which may take part of it; the value goes on where the last call ended.
     *
     * @param channel blocking or not.
     * @param before  in front of what is left of the value.
     * @param behind  behind the value; not offered if the value has more chunks than one call takes.
     * @return bytes that it took of all three, 0 or more.
     * @throws IOException           if the channel fails.
     * @throws IllegalStateException if the view or the cache is closed.
     */
    public long writeTo(final GatheringByteChannel channel, final ByteBuffer before, final ByteBuffer behind)
            throws IOException {
        enter();
        try {
            windows = windowsFor(channel);
            final int offered = pointAt(ahead.wrap(cursor), windows);
            final ByteBuffer[] all = new ByteBuffer[windows.length + 2];
            all[0] = before;
            System.arraycopy(windows, 0, all, 1, windows.length);
            all[all.length - 1] = behind;
            final int inFront = before.remaining();
            final long written =
                channel.write(all, 0, offered == length - position ? all.length : all.length - 1);
            final int ofValue = (int) Math.max(0, Math.min(offered, written - inFront));
            cursor.advance(ofValue);
            position += ofValue;
            return written;
        } finally {
            empty(windows);
            rewind();
            leave();
        }
    }

    private ByteBuffer[] windowsFor(final WritableByteChannel channel) {
        int runs = 0;
        ahead.wrap(cursor);
        final int most = channel instanceof GatheringByteChannel ? RUNS_AT_ONCE : 1;
        for (int run = ahead.contiguous(); run > 0 && runs < most; run = ahead.contiguous()) {
            ahead.skip(run);
            runs++;
        }
        if (windows.length == runs) {
            return windows;
        }
        final ByteBuffer[] fitting = Arrays.copyOf(windows, runs);
        for (int i = windows.length; i < runs; i++) {
            fitting[i] = Memory.window();
        }
        empty(windows);
        return fitting;
    }

    /**
     * Tells how many bytes {@link #writeTo} has still to write.
     *
     * @return bytes.
     * @throws IllegalStateException if the view or the cache is closed.
     */
    public int remaining() {
        checkOpen();
        return length - position;
    }

    /** Lets go of the memory; a second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        empty(lent);
        if (core.counters.tryEnter()) {
            retrieval.unpin(stripe, reference);
            leave();
        }
        if (lent.length > 0) {
            core.release();
        }
    }

    @Override
    public String toString() {
        return closed ? "ValueView[closed]" : "ValueView[length=" + length + ", flags=" + flags + ", casUnique="
            + casUnique + ", remaining=" + (length - position) + ']';
    }
}
