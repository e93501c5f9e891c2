/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.SlabClassStats;
import java.util.Map;
import java.util.TreeMap;

/** A cache as JMX sees it. */
class CacheFigures implements CacheMXBean {
    private final ByteCache cache;
    private final RecentStats recent = new RecentStats(System::nanoTime);

    CacheFigures(final ByteCache cache) {
        this.cache = cache;
    }

    private CacheStats stats() {
        return recent.of(cache);
    }

    @Override
    public String getName() {
        return cache.name();
    }

    @Override
    public String getEvictionPolicy() {
        return cache.eviction().policy().policyName();
    }

    @Override
    public long getHits() {
        return stats().hits();
    }

    @Override
    public long getMisses() {
        return stats().misses();
    }

    @Override
    public double getHitRatio() {
        return stats().hitRate();
    }

    @Override
    public long getItems() {
        return stats().items();
    }

    @Override
    public long getItemBytes() {
        return stats().itemBytes();
    }

    @Override
    public long getStoredItems() {
        return stats().totalItems();
    }

    @Override
    public long getEvictedItems() {
        return stats().evictions();
    }

    @Override
    public long getEvictedUnfetchedItems() {
        return stats().evictedUnfetched();
    }

    @Override
    public long getReclaimedItems() {
        return stats().reclaimed();
    }

    @Override
    public long getMemoryLimit() {
        return stats().memoryLimit();
    }

    @Override
    public long getMemoryUsed() {
        return stats().memoryUsed();
    }

    @Override
    public long getIndexBytes() {
        return stats().indexBytes();
    }

    @Override
    public int getPageSize() {
        return stats().pageSize();
    }

    @Override
    public long getMovedPages() {
        return stats().pagesMoved();
    }

    @Override
    public Map<Integer, Integer> getPagesByChunkSize() {
        final Map<Integer, Integer> pages = new TreeMap<>();
        for (final SlabClassStats slabClass : stats().slabClasses()) {
            if (slabClass.pages() > 0) {
                pages.put(slabClass.chunkSize(), slabClass.pages());
            }
        }
        return pages;
    }

    @Override
    public void flush() {
        cache.flush();
        recent.forget();
    }

    @Override
    public boolean resize(final long memoryLimit) {
        final boolean granted = cache.resize(memoryLimit);
        recent.forget();
        return granted;
    }
}
