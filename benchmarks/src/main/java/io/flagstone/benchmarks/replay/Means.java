/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.benchmarks.result.FigureOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The means over runs, a run being one size of cache on one trace. A run counts if every cache could be made as small
 * as it asks, for all caches alike or for none; each that counts has the same weight, however long its trace.
 */
final class Means {
    private static final double PERCENT = 100.0;

    private final List<CacheKind> caches;
    private final List<Outcome> complete;
    private final List<Outcome> incomplete;

    /** @param outcomes of all caches on all traces */
    Means(final List<CacheKind> caches, final List<Outcome> outcomes) {
        this.caches = caches;
        final Map<Boolean, List<Outcome>> split = outcomes.stream().collect(Collectors.partitioningBy(one ->
            outcomes.stream().filter(other -> other.isOf(one.trace(), one.size())).allMatch(Outcome::isMeasured)));
        complete = split.get(true);
        incomplete = split.get(false);
    }

    /** How many runs count. */
    int count() {
        return complete.size() / caches.size();
    }

    /** Names the runs that count. */
    String runs() {
        final long traces = complete.stream().map(Outcome::trace).distinct().count();
        return count() + " runs of " + traces + " traces" + (count() == 0 ? "" : ": " + named(complete));
    }

    /** Names those that do not, empty if all do. */
    String leftOut() {
        return named(incomplete);
    }

    private static String named(final List<Outcome> outcomes) {
        final Map<String, List<Outcome>> byTrace = outcomes.stream()
            .collect(Collectors.groupingBy(Outcome::trace, LinkedHashMap::new, Collectors.toList()));
        return byTrace.entrySet().stream().map(each -> each.getKey() + " at " + each.getValue().stream()
            .map(outcome -> outcome.size().label()).distinct().collect(Collectors.joining(", ")))
            .collect(Collectors.joining("; "));
    }

    double objectRatio(final CacheKind cache) {
        return mean(cache, counts -> counts.objectRatio());
    }

    double byteRatio(final CacheKind cache) {
        return mean(cache, counts -> counts.byteRatio());
    }

    private double mean(final CacheKind cache, final ToDoubleFunction<HitCounts> ratio) {
        return complete.stream().filter(outcome -> outcome.cache() == cache)
            .mapToDouble(outcome -> ratio.applyAsDouble(outcome.counts())).average().orElse(0);
    }

    /** How much better the first cache is than another one, run by run. */
    Difference beside(final CacheKind other) {
        double worst = Double.POSITIVE_INFINITY;
        String where = "";
        for (final Outcome ours : complete) {
            for (final Outcome theirs : complete) {
                if (ours.cache() == caches.get(0) && theirs.cache() == other
                    && theirs.isOf(ours.trace(), ours.size())) {
                    final double points = PERCENT * (ours.counts().objectRatio() - theirs.counts().objectRatio());
                    where = points < worst ? ours.trace() + " at " + ours.size().label() : where;
                    worst = Math.min(points, worst);
                }
            }
        }
        return new Difference(PERCENT * (objectRatio(caches.get(0)) - objectRatio(other)), worst, where);
    }

    /** Records the mean of each cache, and the first one beside each other one. */
    void record(final FigureOptions figures, final String prefix) throws IOException {
        if (count() == 0) {
            return;
        }
        for (final CacheKind cache : caches) {
            figures.add(Outcome.SECTION, prefix + "mean-objects", cache.label(), 0, "%", PERCENT * objectRatio(cache));
            figures.add(Outcome.SECTION, prefix + "mean-bytes", cache.label(), 0, "%", PERCENT * byteRatio(cache));
        }
        for (final CacheKind other : caches.subList(1, caches.size())) {
            final Difference points = beside(other);
            final String us = caches.get(0).label();
            figures.add(Outcome.SECTION, prefix + "mean-beside-" + other.label(), us, 0, "points", points.mean);
            figures.add(Outcome.SECTION, prefix + "worst-beside-" + other.label(), us, 0, "points", points.worst);
        }
    }

    /**
     * Points of the object hit ratio between two caches.
     *
     * @param mean    over the runs
     * @param worst   of them
     * @param worstAt the trace and the size of that one
     */
    record Difference(double mean, double worst, String worstAt) {
    }
}
