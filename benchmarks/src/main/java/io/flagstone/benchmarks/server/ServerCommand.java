/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        "  throughput    gets per second, 1 and 16 in flight, the server's core saturated",
        "  latency       p99 and p99.9 at half of memcached's saturation, evictions running",
        "  large-values  bytes of 100 KB values per CPU second",
        "  capacity      items that stay in -m 1024",
        "  resident      memory above -m at full load; what an idle connection takes",
        "  noise         how long others wait while clients say what means nothing",
        "  start         from java -jar to the first answer"})
public final class ServerCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final String ALL = "all";

    private static final Map<String, Figure> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("cpu-get", new RequestFigure(List.of(
            cpu("get, 1 in flight", Load.gets(1), 0.9),
            cpu("get, 16 in flight", Load.gets(16), 0.2),
            cpu("get, 64 in flight", Load.gets(64), 0.12))));
        FIGURES.put("cpu-set", new RequestFigure(List.of(
            cpu("set, 1 in flight", Load.sets(1), 0.9),
            cpu("set, 16 in flight", Load.sets(16), 0.65),
            cpu("set, 64 in flight", Load.sets(64), 0.6))));
        FIGURES.put("multiget", new RequestFigure(List.of(
            cpu("get of 50 keys, per key", Load.multigets(50), 0.7))));
        FIGURES.put("throughput", new RequestFigure(List.of(
            throughput("get, 1 in flight", Load.gets(1), 1.05),
            throughput("get, 16 in flight", Load.gets(16), 3))));
        FIGURES.put("latency", new LatencyFigure());
        FIGURES.put("large-values", new RequestFigure(List.of(
            new RequestFigure.Case("get of 100 KB values", Load.getsOf(100_000, 256),
                RequestFigure.Metric.MEBIBYTES_PER_CPU_SECOND, Bound.ratioAtLeast(0.9)))));
        FIGURES.put("capacity", new CapacityFigure());
        FIGURES.put("resident", new ResidentFigure());
        FIGURES.put("noise", new NoiseFigure());
        FIGURES.put("start", new StartFigure());
    }

    @Parameters(arity = "1..*", paramLabel = "FIGURE", description = "one of those below, or all")
    private List<String> figures;

    @Mixin
    private final Bench bench = new Bench();

    @Spec
    private CommandSpec spec;

    /** Made by the command line. */
    public ServerCommand() {
        // its fields are set before it is called
    }

    private static RequestFigure.Case cpu(final String what, final Load load, final double atMost) {
        return new RequestFigure.Case(what, load, RequestFigure.Metric.CPU_MICROS, Bound.ratioAtMost(atMost));
    }

    private static RequestFigure.Case throughput(final String what, final Load load, final double atLeast) {
        return new RequestFigure.Case(what, load, RequestFigure.Metric.PER_SECOND, Bound.ratioAtLeast(atLeast));
    }

    @Override
    public Integer call() throws IOException {
        final Map<String, Figure> chosen = chosen();
        bench.check();
        final List<Row> rows = new ArrayList<>();
        for (final Figure figure : chosen.values()) {
            rows.addAll(figure.measure(bench));
        }
        final var out = spec.commandLine().getOut();
        out.printf("medians of %d rounds, %s; flagstone / memcached%n%s%n", bench.rounds(), bench.pinning(), Row.HEAD);
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
