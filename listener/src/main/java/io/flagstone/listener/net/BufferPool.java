/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The buffers of connections that have to keep bytes. Those of the common size are direct and used again; larger ones
 * come from the heap and are left to the collector. Input and output are bounded, each for itself, and larger buffers
 * for input to half of that: whoever sends a long line at leisure leaves room for those who send short ones. Belongs to
 * one worker.
 */
final class BufferPool {
    /** The common size. */
    static final int SIZE = 16 << 10;
    /** Buffers that wait for their next use even if there was none for long. */
    static final int RESTING = 4;
    private static final int KEPT = 64;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>(KEPT);
    private final Counters counters;
    private final long inputLimit;
    private final long outputLimit;
    private long input;
    private long largeInput;
    private long output;
    /** The least that was free since the last {@link #shrink}. */
    private int leastFree;

    /**
     * Makes a pool without buffers.
     *
     * @param inputLimit  bytes of input that may be kept at a time.
     * @param outputLimit bytes of output that may.
     */
    BufferPool(final Counters counters, final long inputLimit, final long outputLimit) {
        this.counters = counters;
        this.inputLimit = inputLimit;
        this.outputLimit = outputLimit;
    }

    /** Takes a buffer for at least some bytes of input, empty; null if too much is kept already. */
    ByteBuffer takeForInput(final int bytes) {
        if (bytes > SIZE ? largeInput + bytes > inputLimit / 2 : input + SIZE > inputLimit) {
            return null;
        }
        final ByteBuffer buffer = take(bytes);
        input += buffer.capacity();
        largeInput += large(buffer);
        return buffer;
    }

    /** Takes a buffer twice as large, or of so many bytes, for one full of input; null if too much is kept already. */
    ByteBuffer grow(final ByteBuffer full, final int atMost) {
        final ByteBuffer larger;
        largeInput -= large(full);
        try {
            larger = takeForInput(Math.min(full.capacity() * 2, atMost));
        } finally {
            largeInput += large(full);
        }
        if (larger != null) {
            larger.put(full.flip());
            giveInput(full);
        }
        return larger;
    }

    private static int large(final ByteBuffer buffer) {
        return buffer.isDirect() ? 0 : buffer.capacity();
    }

    /** Takes a buffer for at least some bytes of output, empty; null if too much is kept already. */
    ByteBuffer takeForOutput(final int bytes) {
        if (output + Math.max(bytes, SIZE) > outputLimit) {
            return null;
        }
        final ByteBuffer buffer = take(bytes);
        output += buffer.capacity();
        return buffer;
    }

    private ByteBuffer take(final int bytes) {
        ByteBuffer buffer = bytes <= SIZE ? free.poll() : null;
        if (buffer != null) {
            counters.add(Counter.READ_BUFFER_BYTES_FREE, -SIZE);
            leastFree = Math.min(leastFree, free.size());
        } else {
            buffer = bytes <= SIZE ? ByteBuffer.allocateDirect(SIZE) : ByteBuffer.allocate(bytes);
        }
        counters.increment(Counter.READ_BUFFERS);
        counters.add(Counter.READ_BUFFER_BYTES, buffer.capacity());
        return buffer.clear();
    }

    void giveInput(final ByteBuffer buffer) {
        input -= buffer.capacity();
        largeInput -= large(buffer);
        give(buffer);
    }

    void giveOutput(final ByteBuffer buffer) {
        output -= buffer.capacity();
        give(buffer);
    }

    private void give(final ByteBuffer buffer) {
        counters.add(Counter.READ_BUFFERS, -1);
        counters.add(Counter.READ_BUFFER_BYTES, -buffer.capacity());
        if (buffer.isDirect() && free.size() < KEPT) {
            free.push(buffer);
            counters.add(Counter.READ_BUFFER_BYTES_FREE, SIZE);
        }
    }

    /** Tells whether connections that send nothing more are in the way of others. */
    boolean lacksInput() {
        return largeInput > inputLimit / 4 || input > inputLimit / 2;
    }

    /** Tells whether connections that take nothing are in the way of others. */
    boolean lacksOutput() {
        return output > outputLimit / 2;
    }

    /** Leaves the buffers to the collector that were not needed since the last time. */
    void shrink() {
        for (int spare = leastFree - RESTING; spare > 0; spare--) {
            free.pollLast();
            counters.add(Counter.READ_BUFFER_BYTES_FREE, -SIZE);
        }
        leastFree = free.size();
    }
}
