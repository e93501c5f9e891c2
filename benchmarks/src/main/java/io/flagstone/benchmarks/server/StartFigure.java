/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The time from {@code java -jar} to the first answer, on every core. */
final class StartFigure implements Figure {
    private static final double MOST_MILLIS = 350;

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        final List<Row> rows = new ArrayList<>();
        rows.add(row(bench, "start-jdk" + Runtime.version().feature(), "start to first answer", bench.java()));
        if (bench.otherJava() != null) {
            rows.add(row(bench, "start-jdk25", "the same, JDK 25", bench.otherJava()));
        }
        return rows;
    }

    private static Row row(final Bench bench, final String id, final String what, final String java)
        throws IOException {
        bench.progress().begin(what);
        final double[] ours = new double[bench.rounds()];
        final double[] theirs = new double[bench.rounds()];
        // Once more at first, so that no file comes from the disk.
        for (int i = -1; i < ours.length; i++) {
            final double flagstone = millis(bench.flagstoneCommand(java));
            final double memcached = millis(bench.memcachedCommand());
            if (i >= 0) {
                ours[i] = flagstone;
                theirs[i] = memcached;
            }
            bench.progress().at(i + 1, ours.length);
        }
        bench.progress().end(java);
        return Row.of(id, 0, what, "ms", ours, theirs, Bound.atMost(MOST_MILLIS));
    }

    private static double millis(final List<String> command) throws IOException {
        final long start = System.nanoTime();
        try (ServerProcess server = ServerProcess.start("server", command)) {
            return (server.answeredAt() - start) / 1e6;
        }
    }
}
