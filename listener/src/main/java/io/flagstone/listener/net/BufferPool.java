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
 * come from the heap and are left to the collector. Belongs to one worker.
 */
final class BufferPool {
    /** The common size. */
    static final int SIZE = 16 << 10;
    private static final int KEPT = 64;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>(KEPT);
    private final Counters counters;

    BufferPool(final Counters counters) {
        this.counters = counters;
    }

    /** Takes a buffer of at least some bytes, empty. */
    ByteBuffer take(final int bytes) {
        ByteBuffer buffer = bytes <= SIZE ? free.poll() : null;
        if (buffer != null) {
            counters.add(Counter.READ_BUFFER_BYTES_FREE, -SIZE);
        } else {
            buffer = bytes <= SIZE ? ByteBuffer.allocateDirect(SIZE) : ByteBuffer.allocate(bytes);
        }
        counters.increment(Counter.READ_BUFFERS);
        counters.add(Counter.READ_BUFFER_BYTES, buffer.capacity());
        return buffer.clear();
    }

    void give(final ByteBuffer buffer) {
        counters.add(Counter.READ_BUFFERS, -1);
        counters.add(Counter.READ_BUFFER_BYTES, -buffer.capacity());
        if (buffer.isDirect() && free.size() < KEPT) {
            free.push(buffer);
            counters.add(Counter.READ_BUFFER_BYTES_FREE, SIZE);
        }
    }
}
