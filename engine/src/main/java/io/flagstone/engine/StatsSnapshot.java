/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.slab.SlabUsage;
import io.flagstone.engine.stripe.ClassCounters;
import io.flagstone.engine.stripe.Stripe;
import java.util.ArrayList;
import java.util.List;

/** Adds up the counters of all stripes. */
final class StatsSnapshot {
    private final CacheCore core;

    StatsSnapshot(final CacheCore core) {
        this.core = core;
    }

    CacheStats take(final long memoryLimit) {
        final ClassCounters total = ClassCounters.zero();
        final List<SlabClassStats> classes = new ArrayList<>();
        for (int id = 1; id <= core.slabs.classes(); id++) {
            final ClassCounters sum = ClassCounters.zero();
            int idle = 0;
            for (int i = 0; i < core.stripeCount(); i++) {
                final Stripe stripe = core.stripeAt(i);
                stripe.lock();
                try {
                    sum.add(stripe.counters(id));
                    idle = Math.max(idle, stripe.policy().oldestIdle(id, core.clock.second()));
                } finally {
                    stripe.unlock();
                }
            }
            total.add(sum);
            final SlabUsage usage = core.slabs.usage(id);
            if (usage.pages() > 0 || sum.outOfMemory > 0) {
                classes.add(classStats(usage, sum, idle, lists(id, sum)));
            }
        }
        return snapshot(memoryLimit, total, classes);
    }

    private LruStats lists(final int id, final ClassCounters sum) {
        if (core.evictionPolicy == EvictionPolicy.S3_FIFO) {
            return LruStats.NONE;
        }
        final long[] items = new long[ControlWord.QUEUES];
        final int[] age = new int[ControlWord.QUEUES];
        for (int i = 0; i < core.stripeCount(); i++) {
            final Stripe stripe = core.stripeAt(i);
            stripe.lock();
            try {
                for (int queue = 0; queue < ControlWord.QUEUES; queue++) {
                    items[queue] += stripe.policy().items(id, queue);
                    age[queue] = Math.max(age[queue], stripe.policy().tailIdle(id, queue, core.clock.second()));
                }
            } finally {
                stripe.unlock();
            }
        }
        return new LruStats(items[ControlWord.HOT], items[ControlWord.WARM], items[ControlWord.COLD],
            items[ControlWord.TEMP], age[ControlWord.HOT], age[ControlWord.WARM], sum.movesToCold, sum.movesToWarm,
            sum.movesWithinLru);
    }

    private static SlabClassStats classStats(final SlabUsage usage, final ClassCounters sum, final int idle,
            final LruStats lru) {
        return new SlabClassStats(usage.classId(), usage.chunkBytes(), usage.chunksPerPage(), usage.pages(),
            usage.totalChunks(), usage.usedChunks(), usage.freeChunks(), sum.items, sum.bytes, idle, sum.evicted,
            sum.evictedNonzero, sum.evictedUnfetched, sum.evictedTime, sum.reclaimed, sum.expiredUnfetched,
            sum.outOfMemory, sum.linked, sum.deleteHits, sum.incrementHits, sum.decrementHits, sum.touchHits,
            sum.casHits, sum.casBadval, sum.promotions, sum.secondChances, sum.ghostHits, lru);
    }

    private CacheStats snapshot(final long memoryLimit, final ClassCounters total,
            final List<SlabClassStats> classes) {
        long buckets = 0;
        for (int i = 0; i < core.stripeCount(); i++) {
            final Stripe stripe = core.stripeAt(i);
            stripe.lock();
            buckets += stripe.index().buckets();
            stripe.unlock();
        }
        final OperationCounters counters = core.counters;
        return new CacheStats(counters.sum(OperationCounters.HITS), counters.sum(OperationCounters.MISSES),
            counters.sum(OperationCounters.EXPIRED), counters.sum(OperationCounters.FLUSHED), total.items,
            total.bytes, total.linked, total.evicted, total.evictedUnfetched, total.reclaimed,
            total.expiredUnfetched, total.promotions, total.secondChances, core.pagesMoved.get(), memoryLimit,
            (long) core.arena.takenPages() * core.arena.pageBytes(),
            core.blocks.bytes(), buckets, core.arena.pooledPages(), core.arena.pageBytes(),
            core.table.growthFactor(), core.table.largestChunk(), core.pageMoves.stats(), List.copyOf(classes));
    }
}
