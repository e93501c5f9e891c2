/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.load.Generator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that were answered once and then say nothing. */
final class IdleConnections implements AutoCloseable {
    private final List<SocketChannel> channels = new ArrayList<>();

    /** Opens some more. */
    void open(final ServerProcess server, final int count) throws IOException {
        for (int i = 0; i < count; i++) {
            final SocketChannel channel = Generator.connect(server.address());
            channels.add(channel);
            channel.write(ByteBuffer.wrap("version\r\n".getBytes(StandardCharsets.US_ASCII)));
            final ByteBuffer reply = ByteBuffer.allocate(64);
            if (channel.read(reply) <= 0 || reply.get(0) != 'V') {
                throw new IOException("a server must answer version on every connection: connection="
                    + channels.size());
            }
        }
    }

    int size() {
        return channels.size();
    }

    @Override
    public void close() {
        try {
            for (final SocketChannel channel : channels) {
                channel.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
