/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.console.Progress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Stores numbered items until a server is full. */
final class Filling {
    private static final int BATCH = 400;
    private static final int ITEM_BYTES = 256;
    private static final int REPORTED = 100;

    private Filling() {
    }

    /** Stores the items from 0 on, asking for an answer only at the end of each batch. */
    static void store(final InetSocketAddress server, final int items, final Progress progress) throws IOException {
        final NumberedItems numbered = new NumberedItems();
        final ByteBuffer out = ByteBuffer.allocateDirect(BATCH * ITEM_BYTES);
        final ByteBuffer in = ByteBuffer.allocateDirect(ITEM_BYTES);
        try (SocketChannel channel = LoadDriver.connect(server)) {
            for (int first = 0; first < items; first += BATCH) {
                final int last = Math.min(items, first + BATCH) - 1;
                out.clear();
                for (int i = first; i <= last; i++) {
                    numbered.set(i, i < last, out);
                }
                out.flip();
                while (out.hasRemaining()) {
                    channel.write(out);
                }
                answer(channel, numbered, in.clear(), last, true);
                if (first / BATCH % REPORTED == 0) {
                    progress.at(first, items);
                }
            }
        }
    }

    /** Counts those of the items that are still there, looking at one in so many. */
    static int found(final InetSocketAddress server, final int items, final int step) throws IOException {
        final NumberedItems numbered = new NumberedItems();
        final ByteBuffer buffer = ByteBuffer.allocateDirect(ITEM_BYTES);
        int found = 0;
        try (SocketChannel channel = LoadDriver.connect(server)) {
            for (int i = 0; i < items; i += step) {
                buffer.clear();
                numbered.get(i, buffer);
                channel.write(buffer.flip());
                answer(channel, numbered, buffer.clear(), i, false);
                found += NumberedItems.isHit(buffer) ? 1 : 0;
            }
        }
        return found;
    }

    private static void answer(final SocketChannel channel, final NumberedItems numbered, final ByteBuffer in,
        final int number, final boolean set) throws IOException {
        while (!numbered.isWhole(in, number, set)) {
            if (channel.read(in) < 0) {
                throw new IOException("the server closed the connection: item=" + number);
            }
        }
    }
}
