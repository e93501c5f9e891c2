/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.events.CacheStatisticsEvent;
import io.flagstone.engine.events.EvictionsEvent;
import io.flagstone.engine.events.IndexGrowthEvent;
import io.flagstone.engine.events.RecordedCache;
import io.flagstone.engine.stripe.ClassCounters;
import io.flagstone.engine.stripe.Stripe;
import java.util.function.LongSupplier;

/**
 * What the flight recorder asks a cache for from time to time. What happens too often for an event each, and under a
 * stripe's lock at that (an eviction, a split of a bucket), is told as a difference of counters.
 */
final class RecordedFigures implements RecordedCache {
    private final CacheCore core;
    private final LongSupplier memoryLimit;
    private final ClassCounters[] told;
    private long evictionsToldAt = System.nanoTime();
    private long bucketsTold;
    private long bucketsToldAt = System.nanoTime();

    /** Begins with the counters as they are. */
    RecordedFigures(final CacheCore core, final LongSupplier memoryLimit) {
        this.core = core;
        this.memoryLimit = memoryLimit;
        told = sums();
        bucketsTold = buckets();
    }

    @Override
    public void tellStatistics() {
        tell(() -> {
            final CacheStats stats = new StatsSnapshot(core).take(memoryLimit.getAsLong());
            new CacheStatisticsEvent().gets(stats.hits(), stats.misses(), stats.hitRate())
                .items(stats.items(), stats.itemBytes(), stats.totalItems())
                .gone(stats.evictions(), stats.evictedUnfetched(), stats.reclaimed())
                .memory(stats.memoryLimit(), stats.memoryUsed(), stats.indexBytes(), stats.pagesMoved())
                .tell(core.name);
        });
    }

    @Override
    public void tellEvictions() {
        tell(() -> {
            final long now = System.nanoTime();
            final ClassCounters[] sums = sums();
            for (int id = 1; id < sums.length; id++) {
                final ClassCounters sum = sums[id];
                final ClassCounters before = told[id];
                if (sum.evicted > before.evicted) {
                    new EvictionsEvent(core.name, id, core.table.chunkBytes(id), now - evictionsToldAt).tell(
                        sum.evicted - before.evicted, sum.evictedUnfetched - before.evictedUnfetched,
                        sum.evictedNonzero - before.evictedNonzero, sum.evictedTime);
                }
                told[id] = sum;
            }
            evictionsToldAt = now;
        });
    }

    @Override
    public void tellIndexGrowth() {
        tell(() -> {
            final long now = System.nanoTime();
            final long buckets = buckets();
            if (buckets > bucketsTold) {
                new IndexGrowthEvent(core.name, now - bucketsToldAt).tell(bucketsTold, buckets, core.items(),
                    core.blocks.bytes(), core.blocks.isStarved());
            }
            bucketsTold = buckets;
            bucketsToldAt = now;
        });
    }

    private void tell(final Runnable figures) {
        if (core.counters.tryEnter()) {
            try {
                figures.run();
            } finally {
                core.counters.add(OperationCounters.LEFT);
            }
        }
    }

    private ClassCounters[] sums() {
        final ClassCounters[] sums = new ClassCounters[core.slabs.classes() + 1];
        for (int id = 1; id < sums.length; id++) {
            sums[id] = ClassCounters.zero();
        }
        for (int i = 0; i < core.stripeCount(); i++) {
            final Stripe stripe = core.stripeAt(i);
            stripe.lock();
            try {
                for (int id = 1; id < sums.length; id++) {
                    sums[id].add(stripe.counters(id));
                }
            } finally {
                stripe.unlock();
            }
        }
        return sums;
    }

    private long buckets() {
        long buckets = 0;
        for (int i = 0; i < core.stripeCount(); i++) {
            buckets += core.stripeAt(i).index().buckets();
        }
        return buckets;
    }
}
