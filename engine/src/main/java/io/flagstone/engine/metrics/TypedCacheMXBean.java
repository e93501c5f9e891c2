/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

/**
 * What JMX shows of a typed cache: hits, misses and loads are its own; entries and memory are those of the byte cache
 * below it, whoever uses that.
 */
public interface TypedCacheMXBean extends CacheMXBean {
    /**
     * Counts loads that ended well, refreshes included; of a bulk load, each key.
     *
     * @return loads.
     */
    long getLoads();

    /**
     * Counts loads that threw, refreshes included; of a bulk load, each key.
     *
     * @return loads.
     */
    long getLoadFailures();

    /**
     * Counts loads that were begun for an entry that was there.
     *
     * @return refreshes.
     */
    long getRefreshes();

    /**
     * Adds up how long loads took, failed ones included.
     *
     * @return milliseconds.
     */
    double getTotalLoadMillis();

    /**
     * Tells how long a load took on average, failed ones included.
     *
     * @return milliseconds; 0 before the first.
     */
    double getAverageLoadMillis();

    /**
     * Counts values that the byte cache did not take: too large, or no memory.
     *
     * @return values.
     */
    long getRefusedStores();

    /**
     * Counts removals that the removal listener was too slow to hear of.
     *
     * @return removals.
     */
    long getDroppedRemovals();
}
