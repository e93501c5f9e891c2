/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A socket without anything over it. */
final class PlainTransport implements Transport {
    private final ReadableByteChannel input;
    private final SocketChannel socket;

    /** @param input the socket, or what has to be read before it. */
    PlainTransport(final ReadableByteChannel input, final SocketChannel socket) {
        this.input = input;
        this.socket = socket;
    }

    @Override
    public int read(final ByteBuffer target) throws IOException {
        return input.read(target);
    }

    @Override
    public GatheringByteChannel output() {
        return socket;
    }

    @Override
    public int readsOn() {
        return SelectionKey.OP_READ;
    }

    @Override
    public boolean holdsInput() {
        return false;
    }

    @Override
    public boolean holdsOutput() {
        return false;
    }

    @Override
    public void flush() {
        // A socket sends what it took.
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
