/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How long operations took, by what they were: since they were due, and since they began. For one thread at a time. */
final class Latencies {
    /** Seconds that no operation is taken to last longer than. */
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    /** What an operation was. */
    enum Kind {
        /** A get. */
        GET,
        /** A set. */
        SET,
        /** Nothing at all, at the same pace: what the machine does to a thread. */
        IDLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Histogram[] sinceDue = histograms();
    private final Histogram[] sinceBegun = histograms();

    private static Histogram[] histograms() {
        final Histogram[] histograms = new Histogram[Kind.values().length];
        for (int i = 0; i < histograms.length; i++) {
            histograms[i] = new Histogram(HIGHEST_NANOS, DIGITS);
        }
        return histograms;
    }

    /** Records one operation. */
    void record(final Kind kind, final long due, final long begun, final long ended) {
        sinceDue[kind.ordinal()].recordValue(Math.min(HIGHEST_NANOS, ended - due));
        sinceBegun[kind.ordinal()].recordValue(Math.min(HIGHEST_NANOS, ended - begun));
    }

    /** Adds what another one has recorded. */
    void add(final Latencies other) {
        for (int i = 0; i < sinceDue.length; i++) {
            sinceDue[i].add(other.sinceDue[i]);
            sinceBegun[i].add(other.sinceBegun[i]);
        }
    }

    /** Times since operations were due, all kinds together; in nanoseconds. */
    Histogram sinceDue(final Kind... kinds) {
        return sum(sinceDue, kinds);
    }

    /** Times since operations were begun: what a caller measures who is never late. */
    Histogram sinceBegun(final Kind... kinds) {
        return sum(sinceBegun, kinds);
    }

    private static Histogram sum(final Histogram[] of, final Kind... kinds) {
        final Histogram sum = new Histogram(HIGHEST_NANOS, DIGITS);
        for (final Kind kind : kinds) {
            sum.add(of[kind.ordinal()]);
        }
        return sum;
    }
}
