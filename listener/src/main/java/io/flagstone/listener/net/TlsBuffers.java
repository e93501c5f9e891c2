/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import tlschannel.BufferAllocator;

/**
 * The buffers of a worker's TLS connections, each of which holds one only while a record is not complete or has not
 * left. A client that stops within its first record holds a small one. Belongs to one worker.
 */
final class TlsBuffers implements BufferAllocator {
    private static final int SMALL = 4 << 10;
    /** The most that tls-channel asks for: a record with what encryption adds. */
    private static final int LARGE = 17 << 10;
    private static final int KEPT = 64;

    private final ArrayDeque<ByteBuffer> small = new ArrayDeque<>();
    private final ArrayDeque<ByteBuffer> large = new ArrayDeque<>();

    @Override
    public ByteBuffer allocate(final int size) {
        final ByteBuffer kept = size <= SMALL ? small.poll() : large.poll();
        return kept != null ? kept.clear() : ByteBuffer.allocateDirect(size <= SMALL ? SMALL : LARGE);
    }

    @Override
    public void free(final ByteBuffer buffer) {
        final ArrayDeque<ByteBuffer> kept = buffer.capacity() == SMALL ? small : large;
        if (kept.size() < KEPT) {
            kept.push(buffer);
        }
    }
}
