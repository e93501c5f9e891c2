/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.benchmarks.console.ByteCount;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

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

    /** Prints the means over the traces that every cache ran on, for each size and for all. */
    void printMeans(final List<CacheSize> sizes, final List<Outcome> outcomes) {
        out.printf(Locale.ROOT, "%nmeans over traces, of what every cache could be made for%n");
        printHead();
        for (final CacheSize size : sizes) {
            printMean(size.label(), outcomes.stream().filter(outcome -> outcome.size().equals(size)).toList());
        }
        if (sizes.size() > 1) {
            printMean("all", outcomes);
        }
        for (final CacheKind other : caches.subList(1, caches.size())) {
            printDifference(outcomes, caches.get(0), other);
        }
    }

    /** Prints how much better one cache is than another one, in points of the object hit ratio. */
    private void printDifference(final List<Outcome> outcomes, final CacheKind one, final CacheKind other) {
        double sum = 0;
        int runs = 0;
        double worst = Double.POSITIVE_INFINITY;
        String where = "";
        for (final Outcome ours : outcomes) {
            if (ours.cache() != one || !isComplete(ours, outcomes)) {
                continue;
            }
            final double difference = mean(List.of(ours), one) - mean(outcomes.stream()
                .filter(theirs -> theirs.isOf(ours.trace(), ours.size())).toList(), other);
            sum += difference;
            runs++;
            if (difference < worst) {
                worst = difference;
                where = ours.trace() + " at " + ours.size().label();
            }
        }
        if (runs > 0) {
            out.printf(Locale.ROOT, "%s - %s: mean %+.2f points, worst %+.2f (%s)%n", one.label(), other.label(),
                sum / runs * PERCENT, worst * PERCENT, where);
        }
    }

    private static double mean(final List<Outcome> outcomes, final CacheKind cache) {
        return mean(outcomes, cache, outcome -> outcome.counts().objectRatio());
    }

    private void printMean(final String label, final List<Outcome> outcomes) {
        final List<Outcome> complete = outcomes.stream().filter(outcome -> isComplete(outcome, outcomes)).toList();
        final StringBuilder line = new StringBuilder(String.format("%-8s %10s", label,
            complete.size() / caches.size() + " runs"));
        for (final CacheKind cache : caches) {
            line.append(complete.isEmpty() ? String.format("  %7s %7s", "-", "-")
                : pair(mean(complete, cache),
                    mean(complete, cache, outcome -> outcome.counts().byteRatio())));
        }
        out.println(line);
    }

    private static boolean isComplete(final Outcome one, final List<Outcome> all) {
        return all.stream().filter(other -> other.isOf(one.trace(), one.size())).allMatch(Outcome::isMeasured);
    }

    private static double mean(final List<Outcome> outcomes, final CacheKind cache,
        final ToDoubleFunction<Outcome> figure) {
        return outcomes.stream().filter(outcome -> outcome.cache() == cache).mapToDouble(figure).average().orElse(0);
    }

    private static String pair(final double object, final double bytes) {
        return String.format(Locale.ROOT, "  %7.2f %7.2f", object * PERCENT, bytes * PERCENT);
    }
}
