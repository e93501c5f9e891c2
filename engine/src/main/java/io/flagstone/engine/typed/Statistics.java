/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.time.Duration;

/**
 * What a cache has counted since it was made. It is exact while nobody works with the cache.
 *
 * @param hits            reads that were answered, also by what is known to have no value.
 * @param misses          reads that were not, whether a loader followed or not.
 * @param loads           loads that ended well, refreshes included; of a bulk load, each key.
 * @param loadFailures    loads that threw, refreshes included; of a bulk load, each key.
 * @param refreshes       loads, ended well or not, that were begun for an entry that was there, or by
 *                        {@link LoadingCache#refresh}.
 * @param totalLoadTime   that loads took, failed ones included; a bulk load counts once.
 * @param refusedStores   values that the byte cache did not take: too large, or no memory.
 * @param droppedRemovals removals that the listener was too slow to hear of.
 * @param evictions       <b>of the whole byte cache, not of this cache alone</b>: items that gave way to others,
 *                        whoever had stored them. With a removal listener, its EVICTED are this cache's.
 */
public record Statistics(long hits, long misses, long loads, long loadFailures, long refreshes,
        Duration totalLoadTime, long refusedStores, long droppedRemovals, long evictions) {
    /**
     * Tells the share of reads that were answered.
     *
     * @return 0.0 to 1.0; 1.0 before the first read.
     */
    public double hitRate() {
        final long reads = hits + misses;
        return reads == 0 ? 1.0 : (double) hits / reads;
    }

    /**
     * Tells how long a load took on average, failed ones included.
     *
     * @return the mean; zero before the first.
     */
    public Duration averageLoadTime() {
        final long all = loads + loadFailures;
        return all == 0 ? Duration.ZERO : totalLoadTime.dividedBy(all);
    }
}
