/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.load.Dialect;
import io.flagstone.benchmarks.load.Generator;
import io.flagstone.benchmarks.load.Load;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a get costs the server, one in flight on each connection, as connections become more. */
final class GrowthFigure implements Figure {
    private static final int[] CONNECTIONS = {1, 10, 100, 1000, 10_000};
    private static final int FEW = 100;
    private static final int MANY = 10_000;
    private static final double MOST_TIMES = 1.3;

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        final String[] options = {"-m", "1024", "-t", "1", "-c", Integer.toString(MANY + 1000)};
        final double[][][] micros = new double[2][CONNECTIONS.length + 1][bench.rounds()];
        try (ServerProcess flagstone = bench.flagstone(options); ServerProcess memcached = bench.memcached(options)) {
            final List<ServerProcess> servers = List.of(flagstone, memcached);
            final Load load = Load.gets(1);
            final Generator base = Generator.of(load);
            bench.progress().begin("growth by connections");
            for (final ServerProcess server : servers) {
                base.store(server.address(), bench.progress());
            }
            CpuPerRequest.of(base, flagstone, bench.warmup());
            final List<Generator> generators = new ArrayList<>();
            for (final int count : CONNECTIONS) {
                generators.add(base.with(load.by(Dialect.TEXT, count, 1)));
            }
            for (int i = 0; i < bench.rounds(); i++) {
                for (int turn = 0; turn < 2; turn++) {
                    final int who = (i + turn) % 2;
                    round(bench, servers.get(who), generators, micros[who], i);
                }
                bench.progress().at(i + 1, bench.rounds());
            }
            bench.progress().end("one in flight on each connection");
        }
        return rows(micros[0], micros[1]);
    }

    private static void round(final Bench bench, final ServerProcess server, final List<Generator> generators,
        final double[][] micros, final int round) throws IOException {
        for (int i = 0; i < CONNECTIONS.length; i++) {
            micros[i][round] = CpuPerRequest.of(generators.get(i), server, bench.seconds()).micros();
        }
        try (IdleConnections idle = new IdleConnections()) {
            idle.open(server, MANY - FEW);
            micros[CONNECTIONS.length][round] =
                CpuPerRequest.of(generators.get(indexOf(FEW)), server, bench.seconds()).micros();
        }
    }

    private static int indexOf(final int connections) {
        int index = 0;
        while (CONNECTIONS[index] != connections) {
            index++;
        }
        return index;
    }

    private static List<Row> rows(final double[][] ours, final double[][] theirs) {
        final List<Row> rows = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS.length; i++) {
            rows.add(Row.of("cpu-per-get-by-connections", CONNECTIONS[i],
                String.format(Locale.ROOT, "get on %,d connections", CONNECTIONS[i]), "us CPU", ours[i], theirs[i],
                Bound.none()));
        }
        rows.add(Row.of("cpu-per-get-among-idle", MANY, "get on 100 connections of 10,000", "us CPU",
            ours[CONNECTIONS.length], theirs[CONNECTIONS.length], Bound.none()));
        final int few = indexOf(FEW);
        final int many = indexOf(MANY);
        rows.add(Row.of("growth-by-connections", MANY, "10,000 connections, times what 100 take", "times",
            times(ours[many], ours[few]), times(theirs[many], theirs[few]), Bound.atMost(MOST_TIMES)));
        return rows;
    }

    private static double[] times(final double[] many, final double[] few) {
        final double[] times = new double[many.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = many[i] / few[i];
        }
        return times;
    }
}
