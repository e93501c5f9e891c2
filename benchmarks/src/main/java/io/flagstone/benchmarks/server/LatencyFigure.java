/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How long the slow requests take at half of what memcached can do, while both servers evict. */
final class LatencyFigure implements Figure {
    private static final int CONNECTIONS = 32;
    private static final String LIMIT = "64";
    /** More than either server holds. */
    private static final int ITEMS = 1_000_000;
    /** Fewer than either holds. */
    private static final int WINDOW = 300_000;
    private static final double SATURATION_SECONDS = 3;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        try (ServerProcess flagstone = bench.flagstone("-m", LIMIT, "-t", "1");
            ServerProcess memcached = bench.memcached("-m", LIMIT, "-t", "1")) {
            bench.progress().begin("latency");
            Filling.store(flagstone.address(), ITEMS, bench.progress());
            Filling.store(memcached.address(), ITEMS, bench.progress());
            try (PacedLoad ours = new PacedLoad(flagstone.address(), CONNECTIONS, ITEMS, WINDOW);
                PacedLoad theirs = new PacedLoad(memcached.address(), CONNECTIONS, ITEMS, WINDOW)) {
                ours.run(0, bench.warmup());
                final double saturation =
                    theirs.run(0, SATURATION_SECONDS).getTotalCount() / SATURATION_SECONDS;
                final long evictedBefore = new ServerStats(flagstone.address()).number("evictions");
                final List<Row> rows = rounds(bench, ours, theirs, saturation / 2);
                bench.progress().end(String.format(Locale.ROOT, "%,.0f requests/s, %,d evictions of flagstone, %,d and"
                    + " %,d misses", saturation / 2,
                    new ServerStats(flagstone.address()).number("evictions") - evictedBefore, ours.misses(),
                    theirs.misses()));
                return rows;
            }
        }
    }

    private static List<Row> rounds(final Bench bench, final PacedLoad ours, final PacedLoad theirs,
        final double perSecond) throws IOException {
        final int rounds = bench.rounds();
        final double seconds = bench.minutes() * 60 / rounds;
        final double[][] micros = new double[4][rounds];
        for (int i = 0; i < rounds; i++) {
            for (int turn = 0; turn < 2; turn++) {
                final int who = (i + turn) % 2;
                final Histogram histogram = (who == 0 ? ours : theirs).run(perSecond, seconds);
                micros[who][i] = histogram.getValueAtPercentile(P99) / 1e3;
                micros[2 + who][i] = histogram.getValueAtPercentile(P999) / 1e3;
            }
            bench.progress().at(i + 1, rounds);
        }
        return List.of(new Row("p99 at half load, evicting", "us", micros[0], micros[1], Bound.ratioAtMost(1.1)),
            new Row("p99.9 at half load, evicting", "us", micros[2], micros[3], Bound.ratioAtMost(1.3)));
    }
}
