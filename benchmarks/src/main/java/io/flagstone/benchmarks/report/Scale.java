/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis: where a value lies between its two ends, and which values are named beside it.
 *
 * @param kind how values follow each other
 * @param low  at the beginning of the axis
 * @param high at its end
 */
record Scale(Kind kind, double low, double high) {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final int MOST_TICKS = 6;
    private static final double HEADROOM = 1.05;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 99.999};
    /** Where 100 % lies, whose distance would be endless. */
    private static final double MAXIMUM = 6;

    /** How values follow each other. */
    enum Kind {
        /** Evenly, from zero. */
        LINEAR,
        /** By their logarithm. */
        LOG,
        /** By how many nines they have. */
        PERCENTILE
    }

    /** Makes an axis on which all values lie. */
    static Scale around(final Kind kind, final double least, final double most) {
        if (kind == Kind.PERCENTILE) {
            return new Scale(kind, least, most);
        }
        if (kind == Kind.LOG) {
            // One value alone lies in the middle.
            return least < most ? new Scale(kind, least, most) : new Scale(kind, least / 10, most * 10);
        }
        final double from = Math.min(0, least * HEADROOM);
        final double to = Math.max(0, most * HEADROOM);
        return new Scale(kind, from, to > from ? to : from + 1);
    }

    /** Where a value lies: 0 at the beginning, 1 at the end. */
    double at(final double value) {
        final double length = position(high) - position(low);
        return length == 0 ? 0.5 : (position(value) - position(low)) / length;
    }

    private double position(final double value) {
        return switch (kind) {
            case LINEAR -> value;
            case LOG -> Math.log10(Math.max(value, Double.MIN_NORMAL));
            case PERCENTILE -> value >= 100 ? MAXIMUM : -Math.log10(1 - Math.max(0, value) / 100);
        };
    }

    /** The values that are named, in their order. */
    List<Double> ticks() {
        return switch (kind) {
            case LINEAR -> linearTicks();
            case LOG -> logTicks();
            case PERCENTILE -> percentileTicks();
        };
    }

    private List<Double> linearTicks() {
        final double rough = (high - low) / MOST_TICKS;
        final double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (final double each : STEPS) {
            if (each * power >= rough) {
                step = each * power;
                break;
            }
        }
        final List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private List<Double> logTicks() {
        final int from = (int) Math.ceil(Math.log10(low) - 1e-9);
        final int to = (int) Math.floor(Math.log10(high) + 1e-9);
        final int every = Math.max(1, (to - from + MOST_TICKS) / MOST_TICKS);
        final List<Double> ticks = new ArrayList<>();
        for (int i = from - 1; i <= to; i++) {
            // Between two powers of ten there is room for more, if there are few of them.
            for (final double each : to - from < 2 ? new double[] {1, 2, 5} : new double[] {1}) {
                final double tick = each * Math.pow(10, i);
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9) && (i - from) % every == 0) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    private List<Double> percentileTicks() {
        final List<Double> ticks = new ArrayList<>();
        for (final double each : PERCENTILES) {
            if (each >= low && each <= high) {
                ticks.add(each);
            }
        }
        if (high >= 100) {
            ticks.add(100.0);
        }
        return ticks;
    }
}
