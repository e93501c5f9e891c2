/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server.soak;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What a client stored last under each of its keys, as far as it has to know it: a seed and a length make the value.
 * For one thread.
 */
final class SoakModel {
    /** Blocks that values are cut from. */
    private static final int POOL = 1 << 21;
    /** memcached's clock counts whole seconds, and so may be one behind. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(2100);

    private final byte[] pool = new byte[POOL];
    private final int[] lengths;
    private final int[] offsets;
    private final long[] storedAt;
    private final long[] expiresAt;

    SoakModel(final int keys, final long seed) {
        new SplittableRandom(seed).nextBytes(pool);
        lengths = new int[keys];
        offsets = new int[keys];
        storedAt = new long[keys];
        expiresAt = new long[keys];
        Arrays.fill(lengths, -1);
    }

    int keys() {
        return lengths.length;
    }

    /** Where values lie. */
    byte[] pool() {
        return pool;
    }

    int offset(final int key) {
        return offsets[key];
    }

    int length(final int key) {
        return lengths[key];
    }

    /** Notes what is about to be stored. */
    void store(final int key, final int offset, final int length) {
        offsets[key] = offset;
        lengths[key] = length;
    }

    /** Notes that it was stored, and when it ends. */
    void stored(final int key, final int timeToLive) {
        storedAt[key] = System.nanoTime();
        touched(key, timeToLive);
    }

    void touched(final int key, final int timeToLive) {
        expiresAt[key] = timeToLive == 0 ? Long.MAX_VALUE
            : System.nanoTime() + TimeUnit.SECONDS.toNanos(timeToLive) + LATE_NANOS;
    }

    void deleted(final int key) {
        lengths[key] = -1;
    }

    /**
     * Tells why a key may not be found that is asked for now.
     *
     * @param flushedAt when the last flush that is answered was sent; 0 for none
     * @return the reason; null if it may be found
     */
    String goneBecause(final int key, final long flushedAt) {
        if (lengths[key] < 0) {
            return "it was deleted, or never stored";
        }
        if (flushedAt != 0 && storedAt[key] < flushedAt) {
            return "it was flushed";
        }
        return expiresAt[key] != Long.MAX_VALUE && System.nanoTime() > expiresAt[key] ? "its time is over" : null;
    }
}
