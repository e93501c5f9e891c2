/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import io.flagstone.benchmarks.latency.Latencies.Kind;
import io.flagstone.benchmarks.result.Figure;
import io.flagstone.benchmarks.result.FigureOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** The percentiles of one phase, from the rounds that there were: their medians as a table, all of them as figures. */
final class LatencyTable {
    private static final double NANOS_PER_MICRO = 1e3;

    private final String who;
    private final Phase phase;
    private final Map<String, Function<Latencies, Histogram>> columns = new LinkedHashMap<>();
    private final List<Latencies> rounds;

    /**
     * Makes a table.
     *
     * @param who    was measured
     * @param phase  that the rounds are of
     * @param rounds at least one
     */
    LatencyTable(final String who, final Phase phase, final List<Latencies> rounds) {
        this.who = who;
        this.phase = phase;
        this.rounds = rounds;
        columns.put("get", each -> each.sinceDue(Kind.GET));
        columns.put("set", each -> each.sinceDue(Kind.SET));
        columns.put("mixed", each -> each.sinceDue(Kind.GET, Kind.SET));
        columns.put("idle", each -> each.sinceDue(Kind.IDLE));
        columns.put("get uncorrected", each -> each.sinceBegun(Kind.GET));
        columns.put("set uncorrected", each -> each.sinceBegun(Kind.SET));
        columns.put("idle uncorrected", each -> each.sinceBegun(Kind.IDLE));
    }

    /** Prints it and adds the figures. */
    void tell(final FigureOptions figures) throws IOException {
        final StringBuilder lines = new StringBuilder(String.format(Locale.ROOT, "%-8s", "us"));
        columns.keySet().forEach(column -> lines.append(String.format(Locale.ROOT, " %16s", column)));
        for (final double percentile : Percentiles.ALL) {
            lines.append(String.format(Locale.ROOT, "%n%-8s", Percentiles.name(percentile)));
            for (final String column : columns.keySet()) {
                final double[] micros = micros(column, percentile);
                lines.append(String.format(Locale.ROOT, " %16.2f", Figure.median(micros)));
                figures.add("latency", "latency-" + phase, who + " " + column, percentile, "us", micros);
            }
        }
        System.out.printf(Locale.ROOT, "%s, %s, %,d operations in %d rounds%n%s%n%n", who, phase, operations(),
            rounds.size(), lines);
    }

    /** The percentile of each round. */
    double[] micros(final String column, final double percentile) {
        return rounds.stream().map(columns.get(column))
            .mapToDouble(each -> each.getValueAtPercentile(percentile) / NANOS_PER_MICRO).toArray();
    }

    private long operations() {
        return rounds.stream().mapToLong(each -> columns.get("mixed").apply(each).getTotalCount()).sum();
    }
}
