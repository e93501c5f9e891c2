/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.load.Load;
import io.flagstone.benchmarks.result.FigureOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The server beside memcached: one figure, or several, or all. */
@Command(name = "server", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Measures Flagstone and Debian's memcached in turn, both started by this command: the server on one"
        + " core, the load on another. Prints a table and ends with status 1 if a figure is not what is asked for.",
    footer = {"", "figures:",
        "  cpu-get       CPU time per get, 1, 16 and 64 in flight",
        "  cpu-set       CPU time per set, the same",
        "  multiget      CPU time per key of a get of 50 keys",
        "  throughput    gets per second, 1 and 16 in flight, the server's core saturated, and whether it was",
        "  growth        CPU time per get on 1 to 10,000 connections, and on 100 among 10,000",
        "  value-sizes   CPU time and gets per second by length of the values, 10 B to 100 KB",
        "  load          CPU time that the load itself takes, by that of the server",
        "  redis         CPU time and requests per second beside Redis, where it is installed",
        "  latency       p99 and p99.9 at half of memcached's saturation, evictions running",
        "  large-values  bytes of 100 KB values per CPU second",
        "  capacity      items that stay in -m 1024",
        "  resident      memory above -m at full load; what an idle connection takes",
        "  noise         how long others wait while clients say what means nothing",
        "  start         from java -jar to the first answer"})
public final class ServerCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final String ALL = "all";
    private static final int LARGE = 100_000;
    private static final int MOST_SIZED_ITEMS = 100_000;
    /** In all values of one length. */
    private static final int SIZED_BYTES = 25_600_000;

    private static final Map<String, Figure> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("cpu-get", new RequestFigure(List.of(
            RequestFigure.cpu("cpu-per-get", 1, "get, 1 in flight", Load.gets(1), 0.9),
            RequestFigure.cpu("cpu-per-get", 16, "get, 16 in flight", Load.gets(16), 0.2),
            RequestFigure.cpu("cpu-per-get", 64, "get, 64 in flight", Load.gets(64), 0.12))));
        FIGURES.put("cpu-set", new RequestFigure(List.of(
            RequestFigure.cpu("cpu-per-set", 1, "set, 1 in flight", Load.sets(1), 0.9),
            RequestFigure.cpu("cpu-per-set", 16, "set, 16 in flight", Load.sets(16), 0.65),
            RequestFigure.cpu("cpu-per-set", 64, "set, 64 in flight", Load.sets(64), 0.6))));
        FIGURES.put("multiget", new RequestFigure(List.of(
            RequestFigure.cpu("cpu-per-multiget-key", 50, "get of 50 keys, per key", Load.multigets(50), 0.7))));
        FIGURES.put("throughput", new RequestFigure(List.of(
            throughput(1, "get, 1 in flight", Load.gets(1), 1.05),
            throughput(16, "get, 16 in flight", Load.gets(16), 3))));
        FIGURES.put("growth", new GrowthFigure());
        FIGURES.put("value-sizes", new RequestFigure(sizes()));
        FIGURES.put("load", new RequestFigure(List.of(loads(1), loads(16), loads(64))));
        FIGURES.put("redis", new RedisFigure(List.of(besideRedis(1), besideRedis(16), setBesideRedis(1),
            setBesideRedis(16))));
        FIGURES.put("latency", new LatencyFigure());
        FIGURES.put("large-values", new RequestFigure(List.of(
            new RequestFigure.Case(LARGE, "get of 100 KB values", Load.gets(1).of(256, LARGE),
                List.of(new RequestFigure.Asked("mebibytes-per-cpu-second",
                    RequestFigure.Metric.MEBIBYTES_PER_CPU_SECOND, Bound.ratioAtLeast(0.9)))))));
        FIGURES.put("capacity", new CapacityFigure());
        FIGURES.put("resident", new ResidentFigure());
        FIGURES.put("noise", new NoiseFigure());
        FIGURES.put("start", new StartFigure());
    }

    @Parameters(arity = "1..*", paramLabel = "FIGURE", description = "one of those below, or all")
    private List<String> figures;

    @Mixin
    private final Bench bench = new Bench();

    @Mixin
    private final FigureOptions file = new FigureOptions();

    @Spec
    private CommandSpec spec;

    /** Made by the command line. */
    public ServerCommand() {
        // its fields are set before it is called
    }

    private static RequestFigure.Case throughput(final int inFlight, final String what, final Load load,
        final double atLeast) {
        return new RequestFigure.Case(inFlight, what, load, List.of(new RequestFigure.Asked("get-throughput",
            RequestFigure.Metric.PER_SECOND, Bound.ratioAtLeast(atLeast)), new RequestFigure.Asked(
                "get-throughput-busy", RequestFigure.Metric.BUSY, Bound.none())));
    }

    private static List<RequestFigure.Case> sizes() {
        final List<RequestFigure.Case> cases = new ArrayList<>();
        for (int length = 10; length <= LARGE; length *= 10) {
            cases.add(new RequestFigure.Case(length, String.format(Locale.ROOT, "get of %,d B", length),
                Load.gets(1).of(Math.min(MOST_SIZED_ITEMS, SIZED_BYTES / length), length), List.of(
                    new RequestFigure.Asked("cpu-per-get-by-value-size", RequestFigure.Metric.CPU_MICROS, Bound.none()),
                    new RequestFigure.Asked("get-throughput-by-value-size", RequestFigure.Metric.PER_SECOND,
                        Bound.none()))));
        }
        return cases;
    }

    private static RequestFigure.Case loads(final int inFlight) {
        return new RequestFigure.Case(inFlight, "the load's CPU by the server's, " + inFlight + " in flight",
            Load.gets(inFlight), List.of(new RequestFigure.Asked("load-by-server", RequestFigure.Metric.LOAD_BY_SERVER,
                Bound.none())));
    }

    private static RequestFigure.Case besideRedis(final int inFlight) {
        return redis("get, " + inFlight + " in flight, beside Redis", "get", Load.gets(inFlight), inFlight);
    }

    private static RequestFigure.Case setBesideRedis(final int inFlight) {
        return redis("set, " + inFlight + " in flight, beside Redis", "set", Load.sets(inFlight), inFlight);
    }

    private static RequestFigure.Case redis(final String what, final String operation, final Load load,
        final int inFlight) {
        return new RequestFigure.Case(inFlight, what, load, List.of(
            new RequestFigure.Asked("cpu-per-" + operation + "-beside-redis", RequestFigure.Metric.CPU_MICROS,
                Bound.none()),
            new RequestFigure.Asked(operation + "-throughput-beside-redis", RequestFigure.Metric.PER_SECOND,
                Bound.none())));
    }

    @Override
    public Integer call() throws IOException {
        final Map<String, Figure> chosen = chosen();
        bench.check();
        final List<Row> rows = new ArrayList<>();
        for (final Figure figure : chosen.values()) {
            for (final Row row : figure.measure(bench)) {
                rows.add(row);
                row.record(file);
            }
        }
        final var out = spec.commandLine().getOut();
        out.printf("medians of %d rounds, %s; flagstone / the other%n%s%n", bench.rounds(), bench.pinning(), Row.HEAD);
        rows.forEach(out::println);
        return rows.stream().allMatch(Row::holds) ? 0 : FAILED;
    }

    private Map<String, Figure> chosen() {
        if (figures.contains(ALL)) {
            return FIGURES;
        }
        final Map<String, Figure> chosen = new LinkedHashMap<>();
        for (final String name : figures) {
            if (!FIGURES.containsKey(name)) {
                throw new IllegalArgumentException("a figure must be one of " + String.join(", ", FIGURES.keySet())
                    + " or all: figure=" + name);
            }
            chosen.put(name, FIGURES.get(name));
        }
        return chosen;
    }
}
