/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.benchmarks.result.FigureOptions;
import java.io.IOException;
import java.util.Locale;

/**
 * One run: a cache of one size on one trace.
 *
 * @param trace        its name
 * @param size         of the cache
 * @param limit        the size in bytes
 * @param cache        which one
 * @param counts       of its gets, null if it cannot be that small or large
 * @param expiry       what expired items held of the limit, null if it was not measured
 */
record Outcome(String trace, CacheSize size, long limit, CacheKind cache, HitCounts counts,
    ExpiryShadow expiry) {
    static final String SECTION = "hitratio";

    private static final int LONGEST_NAME = 40;
    private static final double HUNDREDTHS = 100;

    boolean isMeasured() {
        return counts != null;
    }

    boolean isOf(final String otherTrace, final CacheSize otherSize) {
        return trace.equals(otherTrace) && size.equals(otherSize);
    }

    /** Records both hit ratios, in percent, over the size of the cache in percent of all keys and values. */
    void record(final FigureOptions figures, final long uniqueBytes) throws IOException {
        if (isMeasured()) {
            final double x = percent((double) limit / uniqueBytes);
            figures.add(SECTION, figure(trace, "objects"), cache.label(), x, "%", percent(counts.objectRatio()));
            figures.add(SECTION, figure(trace, "bytes"), cache.label(), x, "%", percent(counts.byteRatio()));
        }
    }

    /** Names a figure of a trace. */
    static String figure(final String trace, final String what) {
        final String words = trace.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return (words.isEmpty() ? "trace" : words.substring(0, Math.min(words.length(), LONGEST_NAME)))
            .replaceAll("-$", "") + "-" + what;
    }

    private static double percent(final double ratio) {
        return Math.round(ratio * HUNDREDTHS * 100) / HUNDREDTHS;
    }
}
