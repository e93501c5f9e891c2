/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.benchmarks.console.ByteCount;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints outcomes: a table for each trace, a line for each size, a pair of columns for each cache; then the means. */
final class ResultTable {
    private static final int CACHE_WIDTH = 15;
    private static final double PERCENT = 100.0;

    private final PrintStream out;
    private final List<CacheKind> caches;

    ResultTable(final PrintStream out, final List<CacheKind> caches) {
        this.out = out;
        this.caches = caches;
    }

    void printTrace(final Workload workload, final long uniqueBytes) {
        out.printf(Locale.ROOT, "%n%s: %,d requests, %,d keys of %d bytes, %s of keys and values%n",
            workload.name(), workload.requests(), workload.keys(), workload.keyLength(), ByteCount.format(uniqueBytes));
        printHead();
    }

    private void printHead() {
        final StringBuilder names = new StringBuilder(String.format("%-8s %10s", "size", "limit"));
        final StringBuilder columns = new StringBuilder(String.format("%-8s %10s", "", ""));
        for (final CacheKind cache : caches) {
            names.append(String.format("  %" + CACHE_WIDTH + "s", cache.label()));
            columns.append(String.format("  %7s %7s", "object", "byte"));
        }
        out.println(names);
        out.println(columns);
    }

    void printSize(final List<Outcome> outcomes) {
        final Outcome first = outcomes.get(0);
        final StringBuilder line = new StringBuilder(
            String.format("%-8s %10s", first.size().label(), ByteCount.format(first.limit())));
        for (final Outcome outcome : outcomes) {
            line.append(outcome.isMeasured() ? pair(outcome.counts().objectRatio(), outcome.counts().byteRatio())
                : String.format("  %7s %7s", "-", "-"));
        }
        out.println(line);
        for (final Outcome outcome : outcomes) {
            final ExpiryShadow expiry = outcome.expiry();
            if (expiry != null) {
                out.printf(Locale.ROOT, "         %s: expired items held at most %.3f %% of the limit at any second,"
                    + " %.3f %% before maintenance in the very tenth%s%n", outcome.cache().label(),
                    expiry.highestShare() * PERCENT, expiry.highestShareBefore() * PERCENT,
                    expiry.highestShare() < ExpiryShadow.AT_MOST ? "" : ": too much");
            }
        }
    }

    /** Prints the means over the runs that every cache could be made for, which runs these are, and the differences. */
    void printMeans(final List<CacheSize> sizes, final List<Outcome> outcomes) {
        final Means all = new Means(caches, outcomes);
        out.printf(Locale.ROOT, "%nmeans over runs, all of them of the same weight%n");
        printHead();
        for (final CacheSize size : sizes) {
            printMean(size.label(),
                new Means(caches, outcomes.stream().filter(outcome -> outcome.size().equals(size)).toList()));
        }
        if (sizes.size() > 1) {
            printMean("all", all);
        }
        out.println("over " + all.runs());
        if (!all.leftOut().isEmpty()) {
            out.println("left out, since not every cache can be that small: " + all.leftOut());
        }
        if (all.count() > 0) {
            for (final CacheKind other : caches.subList(1, caches.size())) {
                final Means.Difference points = all.beside(other);
                out.printf(Locale.ROOT, "%s - %s: mean %+.2f points, worst %+.2f (%s)%n", caches.get(0).label(),
                    other.label(), points.mean(), points.worst(), points.worstAt());
            }
        }
    }

    private void printMean(final String label, final Means means) {
        final StringBuilder line = new StringBuilder(String.format("%-8s %10s", label, means.count() + " runs"));
        for (final CacheKind cache : caches) {
            line.append(means.count() == 0 ? String.format("  %7s %7s", "-", "-")
                : pair(means.objectRatio(cache), means.byteRatio(cache)));
        }
        out.println(line);
    }

    private static String pair(final double object, final double bytes) {
        return String.format(Locale.ROOT, "  %7.2f %7.2f", object * PERCENT, bytes * PERCENT);
    }
}
