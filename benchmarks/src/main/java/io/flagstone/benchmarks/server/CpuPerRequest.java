/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import java.util.Arrays;

/**
 * One round: what a request cost.
 *
 * @param userMicros   of the server in user mode, per request
 * @param systemMicros of the server in the kernel, per request
 * @param loadMicros   of the load's own process, per request
 * @param perSecond    requests answered per second
 */
record CpuPerRequest(double userMicros, double systemMicros, double loadMicros, double perSecond) {
    double micros() {
        return userMicros + systemMicros;
    }

    /** The middle of some values; the mean of the two middle ones if their number is even. */
    static double median(final double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }
}
