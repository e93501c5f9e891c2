/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import java.util.Arrays;

/**
 * S3-FIFO as it was published (Yang et al., SOSP 2023), over all sizes at once and weighed in bytes: a small queue of a
 * tenth, which gives on what was asked for twice; a main queue, whose items have up to three further rounds; ghosts of
 * the small queue, as many as the main one has items. What has expired is freed when it is asked for or has its turn.
 */
final class ReferenceS3Fifo implements ReplayedCache {
    private static final double SMALL = 0.1;
    private static final int HITS_TO_MAIN = 2;
    private static final int MOST_HITS = 3;

    private final long limit;
    private final Charge charge;
    /** Two rings, each with a mark behind the keys: the next of it is the newest, the one before it the oldest. */
    private final int[] next;
    private final int[] previous;
    private final int[] weight;
    private final byte[] hits;
    private final boolean[] inMain;
    private final long[] deadline;
    private final long[] ghost;
    private final int small;
    private final int main;
    private long smallBytes;
    private long mainBytes;
    private int mainItems;
    private long ghosts;
    private long now;

    ReferenceS3Fifo(final long limit, final Charge charge, final int keys) {
        this.limit = limit;
        this.charge = charge;
        small = keys;
        main = keys + 1;
        next = new int[keys + 2];
        previous = new int[keys + 2];
        Arrays.setAll(next, i -> i);
        Arrays.setAll(previous, i -> i);
        weight = new int[keys];
        hits = new byte[keys];
        inMain = new boolean[keys];
        deadline = new long[keys];
        ghost = new long[keys];
    }

    @Override
    public void advance(final long tick) {
        now = tick;
    }

    @Override
    public boolean get(final int key) {
        if (weight[key] == 0) {
            return false;
        }
        if (isExpired(key)) {
            delete(key);
            return false;
        }
        hits[key] = (byte) Math.min(MOST_HITS, hits[key] + 1);
        return true;
    }

    @Override
    public void set(final int key, final int valueLength, final int timeToLive) {
        final int bytes = charge.lruBytes(valueLength);
        if (bytes > limit) {
            delete(key);
            return;
        }
        final boolean stays = weight[key] != 0;
        final boolean toMain = stays ? inMain[key] : ghost[key] != 0 && ghosts - ghost[key] < mainItems;
        final int hitsBefore = stays ? Math.min(MOST_HITS, hits[key] + 1) : 0;
        delete(key);
        while (smallBytes + mainBytes + bytes > limit) {
            evict();
        }
        ghost[key] = 0;
        weight[key] = bytes;
        hits[key] = (byte) hitsBefore;
        deadline[key] = timeToLive == 0 ? 0 : now + (long) timeToLive * Workload.TICKS_PER_SECOND;
        link(key, toMain);
    }

    @Override
    public void delete(final int key) {
        if (weight[key] != 0) {
            unlink(key);
            weight[key] = 0;
        }
    }

    long used() {
        return smallBytes + mainBytes;
    }

    private boolean isExpired(final int key) {
        return deadline[key] != 0 && deadline[key] <= now;
    }

    private void evict() {
        final boolean fromSmall = mainItems == 0 || smallBytes > SMALL * limit;
        final int oldest = previous[fromSmall ? small : main];
        final int earned = hits[oldest];
        if (isExpired(oldest) || earned < (fromSmall ? HITS_TO_MAIN : 1)) {
            delete(oldest);
            if (fromSmall) {
                ghost[oldest] = ++ghosts;
            }
        } else {
            unlink(oldest);
            hits[oldest] = (byte) (fromSmall ? 0 : earned - 1);
            link(oldest, true);
        }
    }

    private void link(final int key, final boolean toMain) {
        final int mark = toMain ? main : small;
        inMain[key] = toMain;
        previous[key] = mark;
        next[key] = next[mark];
        previous[next[mark]] = key;
        next[mark] = key;
        count(key, weight[key], 1);
    }

    private void unlink(final int key) {
        next[previous[key]] = next[key];
        previous[next[key]] = previous[key];
        count(key, -weight[key], -1);
    }

    private void count(final int key, final int bytes, final int items) {
        if (inMain[key]) {
            mainBytes += bytes;
            mainItems += items;
        } else {
            smallBytes += bytes;
        }
    }

    @Override
    public void close() {
        smallBytes = 0;
        mainBytes = 0;
    }
}
