/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.footprint.ResidentMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Memory above {@code -m} when the server is full and busy, and what connections take that do nothing. */
final class ResidentFigure implements Figure {
    private static final long LIMIT_MIB = 1024;
    private static final int ITEMS = 12_000_000;
    private static final int CONNECTIONS = 32;
    private static final int IDLE = 10_000;
    private static final double MOST_MIB_ABOVE = 96;
    private static final double MOST_KIB_EACH = 2;
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int SAMPLES = 10;

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        final String[] options = {"-m", Long.toString(LIMIT_MIB), "-t", "1", "-c", Integer.toString(IDLE + 1000)};
        final double[] ours = measure(bench, bench.flagstone(options));
        final double[] theirs = measure(bench, bench.memcached(options));
        return List.of(
            new Row("resident above -m 1024 at full load", "MiB", new double[] {ours[0]}, new double[] {theirs[0]},
                Bound.atMost(MOST_MIB_ABOVE)),
            new Row("more for each of 10,000 idle connections", "KiB", new double[] {ours[1]},
                new double[] {theirs[1]}, Bound.atMost(MOST_KIB_EACH)));
    }

    /** MiB above the limit, KiB for each connection. */
    private static double[] measure(final Bench bench, final ServerProcess started) throws IOException {
        try (ServerProcess server = started) {
            bench.progress().begin(server.name() + " is filled");
            Filling.store(server.address(), ITEMS, bench.progress());
            double most = 0;
            try (PacedLoad evicting = new PacedLoad(server.address(), CONNECTIONS, ITEMS, ITEMS / 4)) {
                for (int i = 0; i < SAMPLES; i++) {
                    evicting.run(0, bench.seconds() / SAMPLES);
                    most = Math.max(most, ResidentMemory.of(server.pid()));
                }
            }
            final long before = settled(server);
            final List<SocketChannel> idle = new ArrayList<>(IDLE);
            try {
                while (idle.size() < IDLE) {
                    idle.add(greeted(server));
                    bench.progress().at(idle.size(), IDLE);
                }
                final double each = (settled(server) - before) / (double) IDLE;
                bench.progress().end(IDLE + " idle connections");
                return new double[] {most / (1 << 20) - LIMIT_MIB, each / (1 << 10)};
            } finally {
                for (final SocketChannel channel : idle) {
                    channel.close();
                }
            }
        }
    }

    private static SocketChannel greeted(final ServerProcess server) throws IOException {
        final SocketChannel channel = LoadDriver.connect(server.address());
        channel.write(ByteBuffer.wrap("version\r\n".getBytes(StandardCharsets.US_ASCII)));
        final ByteBuffer reply = ByteBuffer.allocate(64);
        if (channel.read(reply) <= 0 || reply.get(0) != 'V') {
            throw new IOException("a server must answer version on every connection");
        }
        return channel;
    }

    /** The resident bytes once they have stopped to change. */
    private static long settled(final ServerProcess server) throws IOException {
        long last = -1;
        for (int i = 0; i < SAMPLES; i++) {
            final long now = ResidentMemory.of(server.pid());
            if (now == last) {
                break;
            }
            last = now;
            LockSupport.parkNanos(SAMPLE_NANOS);
        }
        return last;
    }
}
