/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import java.util.Arrays;

/**
 * Plain LRU, exact: one list by the time of the last access, weighed in bytes. What has expired is freed when it is
 * asked for, or when it is the oldest. An item that is larger than the cache is not stored, and its old value goes.
 */
final class LruCache implements ReplayedCache {
    private static final int NONE = -1;

    private final long limit;
    private final Charge charge;
    private final int[] older;
    private final int[] newer;
    private final int[] weight;
    private final long[] deadline;
    private int oldest = NONE;
    private int newest = NONE;
    private long used;
    private long now;

    LruCache(final long limit, final Charge charge, final int keys) {
        this.limit = limit;
        this.charge = charge;
        older = new int[keys];
        newer = new int[keys];
        weight = new int[keys];
        deadline = new long[keys];
        Arrays.fill(weight, NONE);
    }

    @Override
    public void advance(final long tick) {
        now = tick;
    }

    @Override
    public boolean get(final int key) {
        if (weight[key] == NONE) {
            return false;
        }
        unlink(key);
        if (deadline[key] != 0 && deadline[key] <= now) {
            forget(key);
            return false;
        }
        link(key);
        return true;
    }

    @Override
    public void set(final int key, final int valueLength, final int timeToLive) {
        delete(key);
        final int bytes = charge.lruBytes(valueLength);
        if (bytes > limit) {
            return;
        }
        while (used + bytes > limit) {
            delete(oldest);
        }
        weight[key] = bytes;
        used += bytes;
        deadline[key] = timeToLive == 0 ? 0 : now + (long) timeToLive * Workload.TICKS_PER_SECOND;
        link(key);
    }

    @Override
    public void delete(final int key) {
        if (weight[key] != NONE) {
            unlink(key);
            forget(key);
        }
    }

    long used() {
        return used;
    }

    private void forget(final int key) {
        used -= weight[key];
        weight[key] = NONE;
    }

    private void link(final int key) {
        older[key] = newest;
        newer[key] = NONE;
        if (newest == NONE) {
            oldest = key;
        } else {
            newer[newest] = key;
        }
        newest = key;
    }

    private void unlink(final int key) {
        if (older[key] == NONE) {
            oldest = newer[key];
        } else {
            newer[older[key]] = newer[key];
        }
        if (newer[key] == NONE) {
            newest = older[key];
        } else {
            older[newer[key]] = older[key];
        }
    }

    @Override
    public void close() {
        used = 0;
    }
}
