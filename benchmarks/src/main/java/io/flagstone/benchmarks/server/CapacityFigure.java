/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How many items stay in a server that is sent far more of them than it can hold. */
final class CapacityFigure implements Figure {
    private static final int ITEMS = 16_000_000;
    private static final int SAMPLED = 97;
    private static final double LEAST_RATIO = 1.25;

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        final double[] ours = {items(bench, bench.flagstone("-m", "1024", "-t", "1"))};
        final double[] theirs = {items(bench, bench.memcached("-m", "1024", "-t", "1"))};
        return List.of(new Row("items of 20 + 100 B that stay in -m 1024", "items", ours, theirs,
            Bound.ratioAtLeast(LEAST_RATIO)));
    }

    private static double items(final Bench bench, final ServerProcess started) throws IOException {
        try (ServerProcess server = started) {
            bench.progress().begin(server.name() + " is filled");
            Filling.store(server.address(), ITEMS, bench.progress());
            final long told = new ServerStats(server.address()).number("curr_items");
            final long found = (long) Filling.found(server.address(), ITEMS, SAMPLED) * SAMPLED;
            bench.progress().end(String.format(Locale.ROOT, "stats tells %,d items, about %,d are found", told, found));
            return Math.min(told, found);
        }
    }
}
