/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.load.Dialect;
import io.flagstone.benchmarks.load.Generator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What requests cost beside Redis, where it is installed.
 *
 * @param cases one row each
 */
record RedisFigure(List<RequestFigure.Case> cases) implements Figure {
    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        final List<Row> rows = new ArrayList<>();
        if (!bench.hasRedis()) {
            bench.progress().begin("redis");
            bench.progress().end("not measured: redis-server is not installed");
            return rows;
        }
        try (ServerProcess flagstone = bench.flagstone("-m", "1024", "-t", "1"); ServerProcess redis = bench.redis()) {
            for (final RequestFigure.Case each : cases) {
                final Generator ours = Generator.of(each.load());
                final Generator theirs = ours.with(
                    each.load().by(Dialect.RESP, each.load().connections(), each.load().inFlight()));
                rows.addAll(RequestFigure.measure(bench, each, flagstone, redis, ours, theirs));
            }
        }
        return rows;
    }
}
