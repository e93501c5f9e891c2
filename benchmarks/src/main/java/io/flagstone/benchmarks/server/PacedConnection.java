/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One connection of a paced load, with one request in flight at most. For one thread. */
final class PacedConnection {
    private static final int LONGEST = 256;

    private final SocketChannel channel;
    private final NumberedItems items = new NumberedItems();
    private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST);
    private int number;
    private boolean isSet;
    private long due;

    PacedConnection(final SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Sends a request.
     *
     * @param dueNanos when it was to be sent, by {@link System#nanoTime}
     */
    void send(final int item, final boolean set, final long dueNanos) throws IOException {
        number = item;
        isSet = set;
        due = dueNanos;
        out.clear();
        if (set) {
            items.set(item, false, out);
        } else {
            items.get(item, out);
        }
        out.flip();
        in.clear();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** Reads once; true if the reply is whole now. */
    boolean receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        return items.isWhole(in, number, isSet);
    }

    boolean isMiss() {
        return !isSet && !NumberedItems.isHit(in);
    }

    /** Tells which item it asked for last. */
    int number() {
        return number;
    }

    long due() {
        return due;
    }
}
