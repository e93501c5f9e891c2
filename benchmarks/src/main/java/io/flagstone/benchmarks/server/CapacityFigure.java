/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

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

/** How many items stay in a server that is sent far more of them than it can hold. */
final class CapacityFigure implements Figure {
    private static final int ITEMS = 16_000_000;
    private static final int VALUE_LENGTH = 100;
    private static final int SAMPLED = 400_000;
    private static final int IN_FLIGHT = 64;
    private static final double LEAST_RATIO = 1.25;

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        final Generator generator = Generator.of(load());
        final double[] ours = {items(bench, generator, bench.flagstone("-m", "1024", "-t", "1"))};
        final double[] theirs = {items(bench, generator, bench.memcached("-m", "1024", "-t", "1"))};
        return List.of(Row.of("capacity", 0, "items of 20 + 100 B that stay in -m 1024", "items", ours, theirs,
            Bound.ratioAtLeast(LEAST_RATIO)));
    }

    private static Load load() {
        return Load.gets(IN_FLIGHT).of(ITEMS, VALUE_LENGTH).asking(Mix.GETS, KeyOrder.UNIFORM, false);
    }

    private static double items(final Bench bench, final Generator generator, final ServerProcess started)
        throws IOException {
        try (ServerProcess server = started) {
            bench.progress().begin(server.name() + " is filled");
            final long refused = generator.store(server.address(), bench.progress());
            final long told = new ServerStats(server.address()).number("curr_items");
            final double found = found(generator, server);
            bench.progress().end(String.format(Locale.ROOT,
                "stats tells %,d items, about %,.0f are found, %,d sets were refused", told, found, refused));
            return Math.min(told, found);
        }
    }

    /** How many are there, by a sample. */
    private static double found(final Generator generator, final ServerProcess server) throws IOException {
        try (LoadRun run = generator.start(server.address(), Pace.of(SAMPLED), 1)) {
            while (!run.isDone()) {
                run.runFor(1);
            }
            final LoadResult result = run.finish();
            if (!result.isRight()) {
                throw new IOException("what is found must be what was stored: " + result.shown());
            }
            return (double) ITEMS * result.hits() / (result.hits() + result.misses());
        }
    }
}
