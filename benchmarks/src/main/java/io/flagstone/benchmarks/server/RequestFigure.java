/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What requests cost the server, or how many it answers: the load runs against both servers in turn.
 *
 * @param cases one row each
 */
record RequestFigure(List<Case> cases) implements Figure {
    private static final double BEGINNING_SECONDS = 0.2;
    private static final double MEMCACHED_WARMUP_SECONDS = 1;

    /**
     * One row.
     *
     * @param what   is measured
     * @param load   that the servers get
     * @param metric that is taken of a round
     * @param bound  of it
     */
    record Case(String what, Load load, Metric metric, Bound bound) {
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

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        final List<Row> rows = new ArrayList<>();
        try (ServerProcess flagstone = bench.flagstone("-m", "1024", "-t", "1");
            ServerProcess memcached = bench.memcached("-m", "1024", "-t", "1")) {
            for (final Case each : cases) {
                rows.add(measure(bench, each, flagstone, memcached));
            }
        }
        return rows;
    }

    private static Row measure(final Bench bench, final Case each, final ServerProcess flagstone,
        final ServerProcess memcached) throws IOException {
        final TextExchanges exchanges = new TextExchanges(each.load);
        final Script script = Script.of(each.load, exchanges);
        bench.progress().begin(each.what);
        Preload.store(flagstone.address(), exchanges);
        Preload.store(memcached.address(), exchanges);
        round(each.load, script, flagstone, bench.warmup());
        round(each.load, script, memcached, Math.min(bench.warmup(), MEMCACHED_WARMUP_SECONDS));
        final double[] ours = new double[bench.rounds()];
        final double[] theirs = new double[bench.rounds()];
        double load = 0;
        for (int i = 0; i < ours.length; i++) {
            // The other first in every second round, so that what drifts touches both alike.
            final boolean weFirst = i % 2 == 0;
            final CpuPerRequest first = round(each.load, script, weFirst ? flagstone : memcached, bench.seconds());
            final CpuPerRequest second = round(each.load, script, weFirst ? memcached : flagstone, bench.seconds());
            ours[i] = each.metric.of(weFirst ? first : second, each.load);
            theirs[i] = each.metric.of(weFirst ? second : first, each.load);
            load += (weFirst ? first : second).loadMicros() / ours.length;
            bench.progress().at(i + 1, ours.length);
        }
        bench.progress().end(String.format(Locale.ROOT, "the load itself takes %.2f us a request", load));
        return new Row(each.what, each.metric.unit, ours, theirs, each.bound);
    }

    private static CpuPerRequest round(final Load load, final Script script, final ServerProcess server,
        final double seconds) throws IOException {
        try (LoadDriver driver = LoadDriver.start(server.address(), script, load.connections())) {
            driver.runFor(BEGINNING_SECONDS);
            final long own = ownCpuNanos();
            final long cpuBefore = server.cpuMicros();
            final long answeredBefore = driver.answered();
            final long start = System.nanoTime();
            driver.runFor(seconds);
            final long cpu = server.cpuMicros() - cpuBefore;
            final double answered = driver.answered() - answeredBefore;
            if (answered == 0) {
                throw new IOException("a round must see requests answered: server=" + server.name() + ", seconds="
                    + seconds);
            }
            return new CpuPerRequest(cpu / answered, (ownCpuNanos() - own) / 1e3 / answered,
                answered / ((System.nanoTime() - start) / 1e9));
        }
    }

    private static long ownCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
