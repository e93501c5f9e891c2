/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What came from several connections, one behind the other, before the first of them is answered: so the kernel's code
 * for reading is used several times while the processor still has it, and the items that all of them ask for are on
 * their way together. Belongs to one worker.
 */
final class Intake {
    private static final int LARGEST_READ = 64 << 10;
    /** The answer to the first waits until so many were read. */
    private static final int MOST = 32;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(2 * LARGEST_READ);
    private final Connection[] connections = new Connection[MOST];
    private final int[] ends = new int[MOST];
    private int size;

    /** Tells whether those who were read have to be answered before the next one is read. */
    boolean isFull() {
        return size == MOST || bytes.position() > bytes.capacity() - LARGEST_READ;
    }

    /** Reads a connection once. Returns the bytes that came, -1 if the client has gone. */
    int read(final Connection connection) throws IOException {
        final int from = bytes.position();
        bytes.limit(from + LARGEST_READ);
        final int read = connection.read(bytes);
        if (read > 0) {
            connections[size] = connection;
            ends[size++] = bytes.position();
        }
        return read;
    }

    int size() {
        return size;
    }

    Connection connection(final int index) {
        return connections[index];
    }

    /** Where the bytes of a connection begin. */
    int start(final int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    int end(final int index) {
        return ends[index];
    }

    ByteBuffer bytes() {
        return bytes;
    }

    void clear() {
        bytes.clear();
        while (size > 0) {
            connections[--size] = null;
        }
    }
}
