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
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** What one slab class has evicted lately; one for each class that has. Made only while they are recorded. */
@Name("flagstone.Evictions")
@Label("Evictions")
@Description("Items of a slab class that gave way to others since the class was last looked at")
@Category({"Flagstone", "Cache"})
@Period("1 s")
@StackTrace(false)
public final class EvictionsEvent extends Event {
    @Label("Cache")
    @Description("Name of the cache")
    private final String cache;
    @Label("Slab Class")
    private final int slabClass;
    @Label("Chunk Size")
    @Description("Size of the chunks of the class")
    @DataAmount
    private final int chunkBytes;
    @Label("Interval")
    @Description("How long ago the class was last looked at")
    @Timespan(Timespan.NANOSECONDS)
    private final long interval;
    @Label("Evicted Items")
    private long evictedItems;
    @Label("Evicted Unfetched Items")
    @Description("Evicted items that were never fetched")
    private long evictedUnfetchedItems;
    @Label("Evicted Expiring Items")
    @Description("Evicted items that had an expiry")
    private long evictedExpiringItems;
    @Label("Idle Time")
    @Description("From the last access of an item that was evicted lately to its eviction")
    @Timespan(Timespan.SECONDS)
    private long idleTime;

    /**
     * Makes one without figures.
     *
     * @param cache      its name.
     * @param slabClass  its id.
     * @param chunkBytes of its chunks.
     * @param interval   in nanoseconds.
     */
    public EvictionsEvent(final String cache, final int slabClass, final int chunkBytes, final long interval) {
        this.cache = cache;
        this.slabClass = slabClass;
        this.chunkBytes = chunkBytes;
        this.interval = interval;
    }

    /**
     * Has it recorded.
     *
     * @param evicted   items.
     * @param unfetched of them, never fetched.
     * @param expiring  of them, with an expiry.
     * @param idle      seconds.
     */
    public void tell(final long evicted, final long unfetched, final long expiring, final long idle) {
        evictedItems = evicted;
        evictedUnfetchedItems = unfetched;
        evictedExpiringItems = expiring;
        idleTime = idle;
        commit();
    }
}
