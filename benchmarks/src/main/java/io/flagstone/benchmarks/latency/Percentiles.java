/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import java.util.List;

/** Which percentiles are told, and what they are called. */
final class Percentiles {
    /** In their order; 100 is the longest of all. */
    static final List<Double> ALL = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 99.999, 100.0);
    /** The one that a bound is asked for. */
    static final double MEASURED = 99.99;

    private Percentiles() {
    }

    static String name(final double percentile) {
        return percentile == 100 ? "max" : "p" + Double.toString(percentile).replaceAll("\\.0$", "");
    }
}
