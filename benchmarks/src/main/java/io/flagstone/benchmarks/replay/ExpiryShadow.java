/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.engine.CacheStats;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Knows which items have expired without being freed yet, from outside of the cache.
 *
 * <p>An item whose time ends with the next tick is looked for just before it: if it is still there, it is one of those
 * that the cache has to free from then on. What it freed since the start is the counter {@code reclaimed}; the rest is
 * held. The number of held items is exact. Their bytes are those of the ones that expired last, as a cache frees in
 * the order of expiry.
 */
final class ExpiryShadow {
    /** Header and rounding of an item, above rather than below what they are. */
    static final int ITEM_OVERHEAD = 64;

    /** What expired items may hold of the limit at any moment. */
    static final double AT_MOST = 0.02;

    private final long limit;
    private final int keyLength;
    private final long[] deadline;
    private final int[] length;
    private final Long2ObjectHashMap<IntArrayList> due = new Long2ObjectHashMap<>();
    private final IntArrayList expired = new IntArrayList();
    private int freed;
    private long heldBytes;
    private double highest;
    private double highestBefore;

    ExpiryShadow(final Workload workload, final long limit) {
        this.limit = limit;
        keyLength = workload.keyLength();
        deadline = new long[workload.keys()];
        length = new int[workload.keys()];
    }

    void stored(final int key, final int valueLength, final long tick) {
        deadline[key] = tick;
        length[key] = valueLength;
        if (tick != 0) {
            due.computeIfAbsent(tick, ignored -> new IntArrayList()).addInt(key);
        }
    }

    void deleted(final int key) {
        deadline[key] = 0;
    }

    /** Finds out what will be held from a tick on; the clock still stands before it. */
    void beforeTick(final long tick, final FlagstoneCache cache) {
        final IntArrayList keys = due.remove(tick);
        if (keys == null) {
            return;
        }
        for (int i = 0; i < keys.size(); i++) {
            final int key = keys.getInt(i);
            if (deadline[key] == tick) {
                deadline[key] = 0;
                if (cache.contains(key)) {
                    final int bytes = keyLength + length[key] + ITEM_OVERHEAD;
                    expired.addInt(bytes);
                    heldBytes += bytes;
                }
            }
        }
    }

    /** Compares with what the cache has freed by now, before or after it had its turn in this tick. */
    void measure(final CacheStats stats, final boolean before) {
        while (freed < stats.reclaimed()) {
            heldBytes -= expired.getInt(freed++);
        }
        final double share = (double) heldBytes / limit;
        highest = before ? highest : Math.max(highest, share);
        highestBefore = Math.max(highestBefore, share);
    }

    int held() {
        return expired.size() - freed;
    }

    /** The highest share of the limit that was held when the cache had had its turn. */
    double highestShare() {
        return highest;
    }

    /** The highest share of the limit that was held at all, what expires in the very tick included. */
    double highestShareBefore() {
        return highestBefore;
    }
}
