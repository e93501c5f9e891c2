/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.growth;

import io.flagstone.benchmarks.workload.ZipfKeys;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * One point of a curve.
 *
 * @param curve       what it belongs to, such as {@code get-by-items}
 * @param x           where on the axis
 * @param items       that the cache holds
 * @param valueLength of each, in bytes
 * @param skewed      whether keys follow Zipf's law; else all are as likely
 * @param threads     that ask at once
 */
record Point(String curve, long x, int items, int valueLength, boolean skewed, int threads) {
    private static final double SKEW = 0.99;
    private static final int KEY_BYTES = 20;

    /** What draws the keys of one thread. */
    IntSupplier draws(final int thread) {
        final long seed = 20_11_2026L + thread;
        if (skewed) {
            return new ZipfKeys(items, SKEW, seed)::next;
        }
        final SplittableRandom random = new SplittableRandom(seed);
        return () -> random.nextInt(items);
    }

    /** Whether this is the point of a million items, of the same curve by items as one that has more. */
    boolean isMillionOf(final Point larger) {
        return curve.equals(larger.curve) && x == Plan.MILLION && larger.x > x;
    }

    /** Points with equal shapes are measured on one cache. */
    Shape shape() {
        return new Shape(items, valueLength);
    }

    /**
     * What a cache is filled with.
     *
     * @param items       how many
     * @param valueLength of each
     */
    record Shape(int items, int valueLength) {
        private static final int ROOM_PER_ITEM = 88;
        private static final long ROOM = 64L << 20;
        private static final double SLACK = 1.15;
        private static final int HEAP_PER_ITEM = 176;

        /** A limit under which nothing is evicted, whose cache it may be. */
        long limit() {
            return ROOM + (long) (items * SLACK * (KEY_BYTES + valueLength + ROOM_PER_ITEM));
        }

        /** What it takes of the machine's memory at most. */
        long memory(final boolean onHeap) {
            return onHeap ? ROOM + (long) items * (HEAP_PER_ITEM + valueLength) : limit();
        }
    }
}
