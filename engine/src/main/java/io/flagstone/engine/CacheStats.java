/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.util.List;

/**
 * A snapshot of a cache's counters. Each stripe is consistent in itself; the whole is exact while nobody works on the
 * cache.
 *
 * @param hits             gets that found a live item.
 * @param misses           gets that did not.
 * @param expiredGets      misses that met an expired item.
 * @param flushedGets      misses that met a flushed item.
 * @param items            that are there, expired ones included until their memory is back.
 * @param itemBytes        of those items: header, key and value, without the rounding to chunks.
 * @param totalItems       that were ever stored.
 * @param evictions        items that gave way to others.
 * @param evictedUnfetched evicted items that were never fetched.
 * @param reclaimed        items whose memory came back because they had expired or been flushed.
 * @param expiredUnfetched expired items that were never fetched.
 * @param promotions       items that moved from the small to the main queue.
 * @param secondChances    items of the main queue that were spared because they had been asked for.
 * @param pagesMoved       pages that one slab class gave up for another.
 * @param memoryLimit      in bytes.
 * @param memoryUsed       bytes of the pages taken from the limit.
 * @param indexBytes       of those, what index and ghosts take.
 * @param indexBuckets     of the index.
 * @param pooledPages      pages that no slab class has and that were used before.
 * @param pageSize         in bytes.
 * @param growthFactor     ratio of the chunk sizes of neighbouring slab classes.
 * @param largestChunk     in bytes; longer items are chained.
 * @param pageMoves        what became of the content of pages that moved.
 * @param slabClasses      those with at least one page.
 */
public record CacheStats(long hits, long misses, long expiredGets, long flushedGets, long items, long itemBytes,
        long totalItems, long evictions, long evictedUnfetched, long reclaimed, long expiredUnfetched,
        long promotions, long secondChances, long pagesMoved, long memoryLimit, long memoryUsed, long indexBytes,
        long indexBuckets, int pooledPages, int pageSize, double growthFactor,
        int largestChunk, PageMoveStats pageMoves, List<SlabClassStats> slabClasses) {
    /**
     * Tells the share of gets that found a live item.
     *
     * @return 0.0 to 1.0; 1.0 before the first get.
     */
    public double hitRate() {
        final long gets = hits + misses;
        return gets == 0 ? 1.0 : (double) hits / gets;
    }
}
