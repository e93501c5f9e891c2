/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import static io.flagstone.benchmarks.result.Figure.median;

import io.flagstone.benchmarks.load.Generator;
import io.flagstone.benchmarks.load.Load;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What requests cost the server, or how many it answers: the load runs against both servers in turn.
 *
 * @param cases one row each, or several
 */
record RequestFigure(List<Case> cases) implements Figure {
    /** From this part of its core on a server counts as saturated: the rest is the noise of a machine. */
    private static final double SATURATED = 0.9;
    private static final double MEMCACHED_WARMUP_SECONDS = 1;

    /**
     * What is measured in one go.
     *
     * @param x       what it is measured at
     * @param what    is measured
     * @param load    that the servers get
     * @param metrics that are taken of a round, one row each
     */
    record Case(double x, String what, Load load, List<Asked> metrics) {
    }

    /**
     * One row of a case.
     *
     * @param id     of what is measured, in a file
     * @param metric that is taken of a round
     * @param bound  of it
     */
    record Asked(String id, Metric metric, Bound bound) {
    }

    /** What is taken of a round. */
    enum Metric {
        /** User and system time of the server's process, for each key. */
        CPU_MICROS("us CPU/key") {
            @Override
            double of(final CpuPerRequest round, final Load load) {
                return round.micros() / load.keysPerGet();
            }
        },
        /** Requests answered, whatever they cost. */
        PER_SECOND("requests/s") {
            @Override
            double of(final CpuPerRequest round, final Load load) {
                return round.perSecond();
            }
        },
        /** The part of its core that the server has kept busy. */
        BUSY("of a core") {
            @Override
            double of(final CpuPerRequest round, final Load load) {
                return round.busy();
            }
        },
        /** The load's own time by the server's. */
        LOAD_BY_SERVER("times") {
            @Override
            double of(final CpuPerRequest round, final Load load) {
                return round.loadMicros() / round.micros();
            }
        },
        /** Bytes of values for each second of CPU. */
        MEBIBYTES_PER_CPU_SECOND("MiB/CPU s") {
            @Override
            double of(final CpuPerRequest round, final Load load) {
                return load.values().longest() / (double) (1 << 20) / (round.micros() / 1e6);
            }
        };

        private final String unit;

        Metric(final String unit) {
            this.unit = unit;
        }

        abstract double of(CpuPerRequest round, Load load);
    }

    /** CPU time for each key of a request, with so many in flight, and a bound of it beside memcached. */
    static Case cpu(final String id, final double x, final String what, final Load load, final double atMost) {
        return new Case(x, what, load, List.of(new Asked(id, Metric.CPU_MICROS, Bound.ratioAtMost(atMost))));
    }

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        final List<Row> rows = new ArrayList<>();
        try (ServerProcess flagstone = bench.flagstone("-m", "1024", "-t", "1");
            ServerProcess memcached = bench.memcached("-m", "1024", "-t", "1")) {
            for (final Case each : cases) {
                final Generator generator = Generator.of(each.load);
                rows.addAll(measure(bench, each, flagstone, memcached, generator, generator));
            }
        }
        return rows;
    }

    /** Measures Flagstone beside another, each with a load of the same requests in the dialect that it speaks. */
    static List<Row> measure(final Bench bench, final Case each, final ServerProcess flagstone,
        final ServerProcess other, final Generator generator, final Generator others) throws IOException {
        bench.progress().begin(each.what);
        generator.store(flagstone.address(), bench.progress());
        others.store(other.address(), bench.progress());
        CpuPerRequest.of(generator, flagstone, bench.warmup());
        CpuPerRequest.of(others, other, Math.min(bench.warmup(), MEMCACHED_WARMUP_SECONDS));
        final CpuPerRequest[] ours = new CpuPerRequest[bench.rounds()];
        final CpuPerRequest[] theirs = new CpuPerRequest[bench.rounds()];
        for (int i = 0; i < ours.length; i++) {
            // The other first in every second round, so that what drifts touches both alike.
            for (int turn = 0; turn < 2; turn++) {
                if ((i + turn) % 2 == 0) {
                    ours[i] = CpuPerRequest.of(generator, flagstone, bench.seconds());
                } else {
                    theirs[i] = CpuPerRequest.of(others, other, bench.seconds());
                }
            }
            bench.progress().at(i + 1, ours.length);
        }
        bench.progress().end(String.format(Locale.ROOT, "the load itself takes %.2f us of CPU time a request, the"
            + " other's %.2f", load(ours), load(theirs)));
        final String saturation = saturation(median(values(Metric.BUSY, ours, each.load)),
            median(values(Metric.BUSY, theirs, each.load)));
        final List<Row> rows = new ArrayList<>();
        for (final Asked asked : each.metrics) {
            final String what = asked.metric == Metric.BUSY ? each.what + saturation : each.what;
            rows.add(new Row(asked.id, each.x, what, asked.metric.unit, values(asked.metric, ours, each.load),
                other.name(), values(asked.metric, theirs, each.load), asked.bound));
        }
        return rows;
    }

    /** What is to be said of servers of which one had time to rest: requests a second are the load's limit then. */
    static String saturation(final double ours, final double theirs) {
        return Math.min(ours, theirs) >= SATURATED ? ", saturated" : ", NOT SATURATED";
    }

    private static double load(final CpuPerRequest... rounds) {
        double sum = 0;
        for (final CpuPerRequest round : rounds) {
            sum += round.loadMicros();
        }
        return sum / rounds.length;
    }

    private static double[] values(final Metric metric, final CpuPerRequest[] rounds, final Load load) {
        final double[] values = new double[rounds.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = metric.of(rounds[i], load);
        }
        return values;
    }
}
