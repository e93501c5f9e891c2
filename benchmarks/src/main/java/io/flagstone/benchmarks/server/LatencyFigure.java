/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.load.Dialect;
import io.flagstone.benchmarks.load.Generator;
import io.flagstone.benchmarks.load.KeyOrder;
import io.flagstone.benchmarks.load.Load;
import io.flagstone.benchmarks.load.LoadResult;
import io.flagstone.benchmarks.load.LoadRun;
import io.flagstone.benchmarks.load.Mix;
import io.flagstone.benchmarks.load.Pace;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How long the slow requests take at half of what memcached can do, while both servers evict. */
final class LatencyFigure implements Figure {
    private static final int CONNECTIONS = 32;
    private static final int WAITING = 64;
    private static final String LIMIT = "64";
    /** More than either server holds. */
    private static final int ITEMS = 1_000_000;
    private static final int VALUE_LENGTH = 100;
    private static final double SATURATION_SECONDS = 3;
    private static final double P99 = 99;
    private static final double P999 = 99.9;
    private static final double NANOS_PER_MICRO = 1e3;

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        try (ServerProcess flagstone = bench.flagstone("-m", LIMIT, "-t", "1");
            ServerProcess memcached = bench.memcached("-m", LIMIT, "-t", "1")) {
            bench.progress().begin("latency");
            // Gets, one set in ten, and whatever was missed is stored, so that both are always full.
            final Load closed = Load.gets(1).of(ITEMS, VALUE_LENGTH).asking(Mix.named("get=90,set=10"), KeyOrder.ZIPF,
                true);
            final Generator saturating = Generator.of(closed);
            final Generator paced = saturating.with(closed.by(Dialect.TEXT, CONNECTIONS, WAITING));
            saturating.store(flagstone.address(), bench.progress());
            saturating.store(memcached.address(), bench.progress());
            run(saturating, flagstone, Pace.CLOSED, bench.warmup());
            final double saturation =
                run(saturating, memcached, Pace.CLOSED, SATURATION_SECONDS).perSecond();
            final List<ServerProcess> servers = List.of(flagstone, memcached);
            final long[] before = evictions(servers);
            final List<Row> rows = rounds(bench, paced, servers, saturation / 2);
            final long[] after = evictions(servers);
            bench.progress().end(String.format(Locale.ROOT, "%,.0f requests/s, %,d evictions of %s, %,d of %s",
                saturation / 2, after[0] - before[0], flagstone.name(), after[1] - before[1], memcached.name()));
            if (after[0] == before[0] || after[1] == before[1]) {
                throw new IOException("both servers must evict while latency is measured");
            }
            return rows;
        }
    }

    private static long[] evictions(final List<ServerProcess> servers) throws IOException {
        final long[] evictions = new long[servers.size()];
        for (int i = 0; i < evictions.length; i++) {
            evictions[i] = new ServerStats(servers.get(i).address()).number("evictions");
        }
        return evictions;
    }

    private static List<Row> rounds(final Bench bench, final Generator paced, final List<ServerProcess> servers,
        final double perSecond) throws IOException {
        final int rounds = bench.rounds();
        final double seconds = bench.minutes() * 60 / rounds;
        final double[][] micros = new double[4][rounds];
        for (int i = 0; i < rounds; i++) {
            for (int turn = 0; turn < 2; turn++) {
                final int who = (i + turn) % 2;
                final LoadResult result = run(paced, servers.get(who), new Pace(perSecond, 0, 0), seconds);
                micros[who][i] = result.latency().getValueAtPercentile(P99) / NANOS_PER_MICRO;
                micros[2 + who][i] = result.latency().getValueAtPercentile(P999) / NANOS_PER_MICRO;
            }
            bench.progress().at(i + 1, rounds);
        }
        return List.of(
            Row.of("latency-p99", P99, "p99 at half load, evicting", "us", micros[0], micros[1],
                Bound.ratioAtMost(1.1)),
            Row.of("latency-p99.9", P999, "p99.9 at half load, evicting", "us", micros[2], micros[3],
                Bound.ratioAtMost(1.3)));
    }

    private static LoadResult run(final Generator generator, final ServerProcess server, final Pace pace,
        final double seconds) throws IOException {
        try (LoadRun run = generator.start(server.address(), pace, 1)) {
            run.runFor(seconds);
            final LoadResult result = run.finish();
            if (!result.isRight()) {
                throw new IOException(server.name() + " must answer right: " + result.shown());
            }
            return result;
        }
    }
}
