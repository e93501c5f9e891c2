/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.footprint.ResidentMemory;
import io.flagstone.benchmarks.load.Generator;
import io.flagstone.benchmarks.load.KeyOrder;
import io.flagstone.benchmarks.load.Load;
import io.flagstone.benchmarks.load.LoadResult;
import io.flagstone.benchmarks.load.LoadRun;
import io.flagstone.benchmarks.load.Mix;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Memory above {@code -m} when the server is full and busy, and what connections take that do nothing. */
final class ResidentFigure implements Figure {
    private static final long LIMIT_MIB = 1024;
    private static final int ITEMS = 12_000_000;
    private static final int VALUE_LENGTH = 100;
    private static final int OPENED_TOGETHER = 100;
    private static final int IDLE = 10_000;
    private static final double MOST_MIB_ABOVE = 96;
    private static final double MOST_KIB_EACH = 2;
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int SAMPLES = 10;

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        final String[] options = {"-m", Long.toString(LIMIT_MIB), "-t", "1", "-c", Integer.toString(IDLE + 1000)};
        final Generator generator = Generator.of(Load.gets(1).of(ITEMS, VALUE_LENGTH)
            .asking(Mix.named("get=90,set=10"), KeyOrder.UNIFORM, true));
        final double[] ours = measure(bench, generator, bench.flagstone(options));
        final double[] theirs = measure(bench, generator, bench.memcached(options));
        return List.of(
            Row.of("resident-above-limit", 0, "resident above -m 1024 at full load", "MiB", new double[] {ours[0]},
                new double[] {theirs[0]}, Bound.atMost(MOST_MIB_ABOVE)),
            Row.of("resident-per-connection", 0, "more for each of 10,000 idle connections", "KiB",
                new double[] {ours[1]}, new double[] {theirs[1]}, Bound.atMost(MOST_KIB_EACH)));
    }

    /** MiB above the limit, KiB for each connection. */
    private static double[] measure(final Bench bench, final Generator generator, final ServerProcess started)
        throws IOException {
        try (ServerProcess server = started; IdleConnections idle = new IdleConnections()) {
            bench.progress().begin(server.name() + " is filled");
            generator.store(server.address(), bench.progress());
            double most = 0;
            try (LoadRun evicting = generator.start(server.address())) {
                for (int i = 0; i < SAMPLES; i++) {
                    evicting.runFor(bench.seconds() / SAMPLES);
                    most = Math.max(most, ResidentMemory.of(server.pid()));
                }
                final LoadResult result = evicting.finish();
                if (!result.isRight() || result.answered() == 0) {
                    throw new IOException("a server under load must answer, and right: server=" + server.name()
                        + ", answered=" + result.answered() + ", errors=" + result.shown());
                }
            }
            final long before = settled(server);
            while (idle.size() < IDLE) {
                idle.open(server, OPENED_TOGETHER);
                bench.progress().at(idle.size(), IDLE);
            }
            final double each = (settled(server) - before) / (double) IDLE;
            bench.progress().end(IDLE + " idle connections");
            return new double[] {most / (1 << 20) - LIMIT_MIB, each / (1 << 10)};
        }
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
