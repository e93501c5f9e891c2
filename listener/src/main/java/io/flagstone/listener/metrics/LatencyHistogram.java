/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** Durations counted in buckets: six to a decade, from 100 ns to 10 s. One thread records, any may read. */
final class LatencyHistogram {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long SHORTEST = 100;
    private static final int DECADES = 8;
    private static final double[] STEPS = {1, 1.5, 2, 3, 5, 7};
    private static final long[] BOUNDS = bounds();

    /** The buckets, the one above all bounds, and the sum. */
    private final long[] cells = new long[BOUNDS.length + 2];

    private static long[] bounds() {
        final long[] bounds = new long[DECADES * STEPS.length + 1];
        long decade = SHORTEST;
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = (long) (decade * STEPS[i % STEPS.length]);
            decade *= i % STEPS.length == STEPS.length - 1 ? 10 : 1;
        }
        return bounds;
    }

    static int buckets() {
        return BOUNDS.length + 1;
    }

    /** The longest duration that falls into a bucket; of the last one there is none. */
    static long bound(final int bucket) {
        return bucket < BOUNDS.length ? BOUNDS[bucket] : Long.MAX_VALUE;
    }

    void record(final long nanos) {
        final int found = Arrays.binarySearch(BOUNDS, nanos);
        add(found >= 0 ? found : -found - 1, 1);
        add(cells.length - 1, nanos);
    }

    private void add(final int cell, final long amount) {
        CELL.setOpaque(cells, cell, cells[cell] + amount);
    }

    long count(final int bucket) {
        return (long) CELL.getOpaque(cells, bucket);
    }

    long sum() {
        return (long) CELL.getOpaque(cells, cells.length - 1);
    }
}
