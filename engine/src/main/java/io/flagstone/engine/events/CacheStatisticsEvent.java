/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Percentage;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** The counters of a cache at a moment. Made only while they are recorded. */
@Name("flagstone.CacheStatistics")
@Label("Cache Statistics")
@Description("The counters of a cache since it was made, and how full it is")
@Category({"Flagstone", "Cache"})
@Period("10 s")
@StackTrace(false)
public final class CacheStatisticsEvent extends Event {
    @Label("Cache")
    @Description("Name of the cache")
    private String cache;
    @Label("Hits")
    @Description("Gets that found a live item")
    private long hits;
    @Label("Misses")
    @Description("Gets that did not")
    private long misses;
    @Label("Hit Ratio")
    @Description("Share of the gets that found a live item, 1 before the first get")
    @Percentage
    private float hitRatio;
    @Label("Items")
    @Description("Items that are there")
    private long items;
    @Label("Item Size")
    @Description("Header, key and value of those items")
    @DataAmount
    private long itemBytes;
    @Label("Stored Items")
    @Description("Items that were ever stored")
    private long storedItems;
    @Label("Evicted Items")
    @Description("Items that gave way to others")
    private long evictedItems;
    @Label("Evicted Unfetched Items")
    @Description("Evicted items that were never fetched")
    private long evictedUnfetchedItems;
    @Label("Reclaimed Items")
    @Description("Items whose memory came back because they had expired or been flushed")
    private long reclaimedItems;
    @Label("Moved Pages")
    @Description("Pages that one slab class gave up for another")
    private long movedPages;
    @Label("Memory Limit")
    @DataAmount
    private long memoryLimit;
    @Label("Used Memory")
    @Description("Pages that were taken from the limit")
    @DataAmount
    private long memoryUsed;
    @Label("Index Size")
    @Description("Part of the used memory that index and ghosts take")
    @DataAmount
    private long indexBytes;

    /** Makes one without figures. */
    public CacheStatisticsEvent() {
    }

    /**
     * Sets what is known of gets.
     *
     * @param hit     gets that found a live item.
     * @param missed  gets that did not.
     * @param hitRate share of the former.
     * @return this.
     */
    public CacheStatisticsEvent gets(final long hit, final long missed, final double hitRate) {
        hits = hit;
        misses = missed;
        hitRatio = (float) hitRate;
        return this;
    }

    /**
     * Sets what is known of items that are there.
     *
     * @param number of them.
     * @param bytes  of them.
     * @param stored ever.
     * @return this.
     */
    public CacheStatisticsEvent items(final long number, final long bytes, final long stored) {
        items = number;
        itemBytes = bytes;
        storedItems = stored;
        return this;
    }

    /**
     * Sets what is known of items that are gone.
     *
     * @param evicted   of them.
     * @param unfetched evicted and never fetched.
     * @param reclaimed expired or flushed.
     * @return this.
     */
    public CacheStatisticsEvent gone(final long evicted, final long unfetched, final long reclaimed) {
        evictedItems = evicted;
        evictedUnfetchedItems = unfetched;
        reclaimedItems = reclaimed;
        return this;
    }

    /**
     * Sets what is known of memory.
     *
     * @param limit in bytes.
     * @param used  in bytes.
     * @param index bytes of it.
     * @param moved pages.
     * @return this.
     */
    public CacheStatisticsEvent memory(final long limit, final long used, final long index, final long moved) {
        memoryLimit = limit;
        memoryUsed = used;
        indexBytes = index;
        movedPages = moved;
        return this;
    }

    /**
     * Has it recorded.
     *
     * @param name of the cache.
     */
    public void tell(final String name) {
        cache = name;
        commit();
    }
}
