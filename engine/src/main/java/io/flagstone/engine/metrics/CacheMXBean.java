/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

import java.util.Map;

/** What JMX shows of a cache; figures are at most a tenth of a second old. */
public interface CacheMXBean {
    /**
     * Tells the name by which the cache's events go.
     *
     * @return it.
     */
    String getName();

    /**
     * Tells what chooses the items that give way.
     *
     * @return such as {@code s3-fifo}.
     */
    String getEvictionPolicy();

    /**
     * Counts gets that found a live item.
     *
     * @return gets.
     */
    long getHits();

    /**
     * Counts gets that did not.
     *
     * @return gets.
     */
    long getMisses();

    /**
     * Tells the share of gets that found a live item.
     *
     * @return 0.0 to 1.0; 1.0 before the first get.
     */
    double getHitRatio();

    /**
     * Counts items that are there, expired ones included until their memory is back.
     *
     * @return items.
     */
    long getItems();

    /**
     * Adds up header, key and value of those items.
     *
     * @return bytes.
     */
    long getItemBytes();

    /**
     * Counts items that were ever stored.
     *
     * @return items.
     */
    long getStoredItems();

    /**
     * Counts items that gave way to others.
     *
     * @return items.
     */
    long getEvictedItems();

    /**
     * Counts evicted items that were never fetched.
     *
     * @return items.
     */
    long getEvictedUnfetchedItems();

    /**
     * Counts items whose memory came back because they had expired or been flushed.
     *
     * @return items.
     */
    long getReclaimedItems();

    /**
     * Tells the memory limit.
     *
     * @return bytes.
     */
    long getMemoryLimit();

    /**
     * Tells how much of it is taken.
     *
     * @return bytes of pages.
     */
    long getMemoryUsed();

    /**
     * Tells what index and ghosts take of that.
     *
     * @return bytes.
     */
    long getIndexBytes();

    /**
     * Tells how large a page is.
     *
     * @return bytes.
     */
    int getPageSize();

    /**
     * Counts pages that one slab class gave up for another.
     *
     * @return pages.
     */
    long getMovedPages();

    /**
     * Tells the pages of each slab class that has one.
     *
     * @return pages by the size of the class's chunks, in bytes.
     */
    Map<Integer, Integer> getPagesByChunkSize();

    /** Makes every item gone, at once. */
    void flush();

    /**
     * Sets another memory limit.
     *
     * @param memoryLimit in bytes.
     * @return false if the index needs more than half of it; nothing has changed then.
     */
    boolean resize(long memoryLimit);
}
