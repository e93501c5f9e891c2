/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.CacheStats;
import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.LruStats;
import io.flagstone.engine.SlabClassStats;

/** The answers to {@code stats items} and {@code stats slabs}. */
final class SlabStats {
    private static final SlabClassStats NONE =
        new SlabClassStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            LruStats.NONE);

    /** In the order of {@code ItemView.queue()}. */
    private static final String[] LISTS = {"hot", "warm", "cold", "temp"};

    private final ServerState state;

    SlabStats(final ServerState state) {
        this.state = state;
    }

    private SlabClassStats before(final SlabClassStats slab) {
        final SlabClassStats old = state.baseline().of(slab.classId());
        return old == null ? NONE : old;
    }

    byte[] items() {
        final StatLines lines = new StatLines();
        final boolean lists = state.cache.eviction().policy() != EvictionPolicy.S3_FIFO;
        for (final SlabClassStats slab : state.cacheStats().slabClasses()) {
            if (slab.items() > 0) {
                items(lines, slab, before(slab), lists);
            }
        }
        return lines.end();
    }

    private void items(final StatLines lines, final SlabClassStats slab, final SlabClassStats old,
            final boolean lists) {
        final String prefix = "items:" + slab.classId() + ":";
        lines.add(prefix + "number", slab.items());
        if (lists) {
            lists(lines, prefix, slab.lru());
        }
        lines.add(prefix + "age", slab.oldestIdle())
            .add(prefix + "mem_requested", slab.itemBytes())
            .add(prefix + "evicted", slab.evicted() - old.evicted())
            .add(prefix + "evicted_nonzero", slab.evictedNonzero() - old.evictedNonzero())
            .add(prefix + "evicted_time", slab.evictedTime())
            .add(prefix + "outofmemory", slab.outOfMemory() - old.outOfMemory())
            .add(prefix + "tailrepairs", 0)
            .add(prefix + "reclaimed", slab.reclaimed() - old.reclaimed())
            .add(prefix + "expired_unfetched", slab.expiredUnfetched() - old.expiredUnfetched())
            .add(prefix + "evicted_unfetched", slab.evictedUnfetched() - old.evictedUnfetched());
        if (lists) {
            lines.add(prefix + "evicted_active", 0);
        }
        lines.add(prefix + "crawler_reclaimed", 0)
            .add(prefix + "crawler_items_checked",
                state.crawls.checked(slab.classId()) - state.baseline().crawled(slab.classId()))
            .add(prefix + "lrutail_reflocked", 0);
        if (lists) {
            moves(lines, prefix, slab, old);
        } else {
            lines.add(prefix + "moves_to_warm", slab.promotions() - old.promotions())
                .add(prefix + "moves_within_lru", slab.secondChances() - old.secondChances())
                .add(prefix + "ghost_hits", slab.ghostHits() - old.ghostHits());
        }
    }

    private static void lists(final StatLines lines, final String prefix, final LruStats lru) {
        lines.add(prefix + "number_hot", lru.hotItems())
            .add(prefix + "number_warm", lru.warmItems())
            .add(prefix + "number_cold", lru.coldItems());
        if (lru.temporaryItems() > 0) {
            lines.add(prefix + "number_temp", lru.temporaryItems());
        }
        lines.add(prefix + "age_hot", lru.hotAge()).add(prefix + "age_warm", lru.warmAge());
    }

    private void moves(final StatLines lines, final String prefix, final SlabClassStats slab,
            final SlabClassStats old) {
        lines.add(prefix + "moves_to_cold", slab.lru().movesToCold() - old.lru().movesToCold())
            .add(prefix + "moves_to_warm", slab.lru().movesToWarm() - old.lru().movesToWarm())
            .add(prefix + "moves_within_lru", slab.lru().movesWithinLru() - old.lru().movesWithinLru())
            .add(prefix + "direct_reclaims", slab.evicted() - old.evicted());
        for (int queue = 0; queue < Counters.QUEUES; queue++) {
            lines.add(prefix + "hits_to_" + LISTS[queue], getHits(slab, queue));
        }
    }

    byte[] slabs() {
        final StatLines lines = new StatLines();
        final CacheStats cache = state.cacheStats();
        int active = 0;
        long malloced = 0;
        for (final SlabClassStats slab : cache.slabClasses()) {
            if (slab.pages() > 0) {
                active++;
                malloced += (long) slab.pages() * cache.pageSize();
                slabs(lines, slab, before(slab));
            }
        }
        return lines.add("active_slabs", active).add("total_malloced", malloced).end();
    }

    private long getHits(final SlabClassStats slab) {
        long sum = 0;
        for (int queue = 0; queue < Counters.QUEUES; queue++) {
            sum += getHits(slab, queue);
        }
        return sum;
    }

    private long getHits(final SlabClassStats slab, final int queue) {
        return state.getHits(slab.classId(), queue) - state.baseline().hits(slab.classId(), queue);
    }

    private void slabs(final StatLines lines, final SlabClassStats slab, final SlabClassStats old) {
        final String prefix = slab.classId() + ":";
        lines.add(prefix + "chunk_size", slab.chunkSize())
            .add(prefix + "chunks_per_page", slab.chunksPerPage())
            .add(prefix + "total_pages", slab.pages())
            .add(prefix + "total_chunks", slab.totalChunks())
            .add(prefix + "used_chunks", slab.usedChunks())
            .add(prefix + "free_chunks", slab.freeChunks())
            .add(prefix + "free_chunks_end", 0)
            .add(prefix + "get_hits", getHits(slab))
            .add(prefix + "cmd_set", slab.stored() - old.stored())
            .add(prefix + "delete_hits", slab.deleteHits() - old.deleteHits())
            .add(prefix + "incr_hits", slab.incrementHits() - old.incrementHits())
            .add(prefix + "decr_hits", slab.decrementHits() - old.decrementHits())
            .add(prefix + "cas_hits", slab.casHits() - old.casHits())
            .add(prefix + "cas_badval", slab.casBadval() - old.casBadval())
            .add(prefix + "touch_hits", slab.touchHits() - old.touchHits());
    }
}
