/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import static io.flagstone.benchmarks.result.Figure.median;
import static io.flagstone.benchmarks.result.Figure.ratios;

import io.flagstone.benchmarks.result.FigureOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * One measured line: a value for each round, of both servers.
 *
 * @param id     of what is measured, in a file
 * @param x      what it was measured at: connections, bytes, requests in flight
 * @param what   is measured, for people
 * @param unit   of the values
 * @param ours   Flagstone's, one for each round
 * @param peer   with whom it is compared
 * @param theirs the other's of the same rounds; none if there is nothing to compare with
 * @param bound  that the median has to keep
 */
record Row(String id, double x, String what, String unit, double[] ours, String peer, double[] theirs, Bound bound) {
    static final String HEAD = String.format(Locale.ROOT, "%-40s %-12s %11s %11s %7s %15s  %s", "what", "unit",
        "flagstone", "the other", "ratio", "min..max", "asked for");
    private static final String MEMCACHED = "memcached";
    private static final String OURS = "flagstone";
    private static final String SECTION = "server";

    /** A line beside memcached. */
    static Row of(final String id, final double x, final String what, final String unit, final double[] ours,
        final double[] theirs, final Bound bound) {
        return new Row(id, x, what, unit, ours, MEMCACHED, theirs, bound);
    }

    /** A line with nothing beside it. */
    static Row alone(final String id, final String what, final String unit, final double ours, final Bound bound) {
        return new Row(id, 0, what, unit, new double[] {ours}, MEMCACHED, new double[0], bound);
    }

    /** Flagstone's value by the other's, round by round; empty if there is nothing beside it. */
    private double[] byRound() {
        return theirs.length == 0 ? theirs : ratios(ours, theirs);
    }

    /** Adds them to a file, each by itself and their ratio. */
    void record(final FigureOptions file) throws IOException {
        file.add(SECTION, id, OURS, x, unit, ours);
        if (theirs.length > 0) {
            file.add(SECTION, id, peer, x, unit, theirs);
            if (Arrays.stream(theirs).allMatch(each -> each > 0)) {
                file.addRatio(SECTION, id, OURS, peer, x, ours, theirs);
            }
        }
    }

    boolean holds() {
        return bound.holds(median(bound.ofRatio() ? byRound() : ours));
    }

    @Override
    public String toString() {
        final double[] ratios = byRound();
        final double[] spread = (ratios.length > 0 ? ratios : ours).clone();
        Arrays.sort(spread);
        return String.format(Locale.ROOT, "%-40s %-12s %11s %11s %7s %15s%s", what, unit, number(median(ours)),
            theirs.length == 0 ? "-" : number(median(theirs)), ratios.length == 0 ? "-" : number(median(ratios)),
            number(spread[0]) + ".." + number(spread[spread.length - 1]),
            bound.isNone() ? "" : "  " + bound + ": " + (holds() ? "yes" : "NO"));
    }

    private static String number(final double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : Math.abs(value) < 1000 ? "%.1f" : "%,.0f",
            value);
    }
}
