/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.util.Arrays;
import java.util.Locale;

/**
 * One measured line: a value for each round, of both servers.
 *
 * @param what   is measured
 * @param unit   of the values
 * @param ours   Flagstone's, one for each round
 * @param theirs memcached's of the same rounds; none if there is nothing to compare with
 * @param bound  that the median has to keep
 */
record Row(String what, String unit, double[] ours, double[] theirs, Bound bound) {
    static final String HEAD = String.format(Locale.ROOT, "%-40s %-12s %11s %11s %7s %15s  %s", "what", "unit",
        "flagstone", "memcached", "ratio", "min..max", "asked for");

    /** Flagstone's value by memcached's, round by round. */
    private double[] ratios() {
        final double[] ratios = new double[theirs.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / theirs[i];
        }
        return ratios;
    }

    boolean holds() {
        return bound.holds(median(bound.ofRatio() ? ratios() : ours));
    }

    @Override
    public String toString() {
        final double[] ratios = ratios();
        final double[] spread = (ratios.length > 0 ? ratios : ours).clone();
        Arrays.sort(spread);
        return String.format(Locale.ROOT, "%-40s %-12s %11s %11s %7s %15s  %s: %s", what, unit, number(median(ours)),
            theirs.length == 0 ? "-" : number(median(theirs)), ratios.length == 0 ? "-" : number(median(ratios)),
            number(spread[0]) + ".." + number(spread[spread.length - 1]), bound, holds() ? "yes" : "NO");
    }

    /** The middle of some values; the mean of the two middle ones if their number is even. */
    static double median(final double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    private static String number(final double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : Math.abs(value) < 1000 ? "%.1f" : "%,.0f",
            value);
    }
}
