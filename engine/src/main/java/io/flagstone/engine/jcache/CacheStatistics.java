/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * What has happened in a cache since its statistics were switched on or cleared. While they are off, nothing is counted
 * and no time is taken.
 *
 * <p>What counts is what the reference implementation counts: a put that an expiry of zero makes void is none when it
 * would have created the entry, and is one when it has changed it; an entry whose time is over is no removal; what a
 * loader brings is no put.
 */
final class CacheStatistics implements CacheStatisticsMXBean {
    private static final float NANOS_PER_MICRO = 1000f;

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder removals = new LongAdder();
    private final LongAdder getNanos = new LongAdder();
    private final LongAdder putNanos = new LongAdder();
    private final LongAdder removeNanos = new LongAdder();
    private final LongSupplier evictions;
    private volatile long evictionsBefore;
    private volatile boolean enabled;

    /** Counts nothing yet; the supplier tells the evictions since the cache was made. */
    CacheStatistics(final LongSupplier evictions) {
        this.evictions = evictions;
    }

    void enable(final boolean enable) {
        if (enable && !enabled) {
            evictionsBefore = evictions.getAsLong();
        }
        enabled = enable;
    }

    /** The time, for one of the methods below; 0 while nothing is counted. */
    long start() {
        return enabled ? System.nanoTime() : 0;
    }

    void gets(final int found, final int missing, final long start) {
        if (enabled) {
            hits.add(found);
            misses.add(missing);
            getNanos.add(since(start));
        }
    }

    void puts(final int stored, final long start) {
        if (enabled && stored > 0) {
            puts.add(stored);
            putNanos.add(since(start));
        }
    }

    void removals(final int removed, final long start) {
        if (enabled && removed > 0) {
            removals.add(removed);
            removeNanos.add(since(start));
        }
    }

    /** Nothing for what had begun before the statistics were switched on. */
    private static long since(final long start) {
        return start == 0 ? 0 : System.nanoTime() - start;
    }

    @Override
    public void clear() {
        hits.reset();
        misses.reset();
        puts.reset();
        removals.reset();
        getNanos.reset();
        putNanos.reset();
        removeNanos.reset();
        evictionsBefore = evictions.getAsLong();
    }

    @Override
    public long getCacheHits() {
        return hits.sum();
    }

    @Override
    public float getCacheHitPercentage() {
        return percentage(hits.sum());
    }

    @Override
    public long getCacheMisses() {
        return misses.sum();
    }

    @Override
    public float getCacheMissPercentage() {
        return percentage(misses.sum());
    }

    private float percentage(final long part) {
        final long gets = getCacheGets();
        return gets == 0 ? 0f : 100f * part / gets;
    }

    @Override
    public long getCacheGets() {
        return hits.sum() + misses.sum();
    }

    @Override
    public long getCachePuts() {
        return puts.sum();
    }

    @Override
    public long getCacheRemovals() {
        return removals.sum();
    }

    @Override
    public long getCacheEvictions() {
        return Math.max(0, evictions.getAsLong() - evictionsBefore);
    }

    @Override
    public float getAverageGetTime() {
        return average(getNanos, getCacheGets());
    }

    @Override
    public float getAveragePutTime() {
        return average(putNanos, getCachePuts());
    }

    @Override
    public float getAverageRemoveTime() {
        return average(removeNanos, getCacheRemovals());
    }

    private static float average(final LongAdder nanos, final long operations) {
        return operations == 0 ? 0f : nanos.sum() / NANOS_PER_MICRO / operations;
    }
}
