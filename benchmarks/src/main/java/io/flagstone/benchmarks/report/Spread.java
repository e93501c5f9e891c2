/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import io.flagstone.benchmarks.result.Figure;

/**
 * How far a figure may be from what another run finds on the same machine: the range of its rounds, widened around the
 * median where there were fewer than five, so that the spreads of two runs fall apart in one of a hundred figures by
 * chance. Of three rounds the bare ranges would do so in one of ten, which is 2 in the 20 ways to mix three and three.
 *
 * @param low  end of it
 * @param high end of it
 */
record Spread(double low, double high) {
    /** What a range is widened by, by the number of rounds. */
    private static final double[] FACTORS = {1, 1, 8, 3, 1.5};

    static Spread of(final Figure figure) {
        final double factor = figure.rounds() < FACTORS.length ? FACTORS[figure.rounds()] : 1;
        final double low = figure.value() - factor * (figure.value() - figure.low());
        // What cannot be below zero is not said to be there.
        return new Spread(figure.low() >= 0 ? Math.max(0, low) : low,
            figure.value() + factor * (figure.high() - figure.value()));
    }

    boolean isPoint() {
        return low == high;
    }

    boolean overlaps(final Spread other) {
        return low <= other.high && other.low <= high;
    }
}
