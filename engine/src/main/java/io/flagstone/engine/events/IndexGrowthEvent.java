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

/** How the index of a cache has grown lately. Made only while it is recorded. */
@Name("flagstone.IndexGrowth")
@Label("Index Growth")
@Description("Buckets that were added to the index of a cache since it was last looked at")
@Category({"Flagstone", "Cache"})
@Period("1 s")
@StackTrace(false)
public final class IndexGrowthEvent extends Event {
    @Label("Cache")
    @Description("Name of the cache")
    private final String cache;
    @Label("Interval")
    @Description("How long ago the index was last looked at")
    @Timespan(Timespan.NANOSECONDS)
    private final long interval;
    @Label("Buckets Before")
    private long bucketsBefore;
    @Label("Buckets")
    private long buckets;
    @Label("Items")
    @Description("Items that the index refers to")
    private long items;
    @Label("Index Size")
    @Description("Memory of index and ghosts")
    @DataAmount
    private long indexBytes;
    @Label("Starved")
    @Description("Whether the index could not grow for want of a page, which some slab class has to give up first")
    private boolean starved;

    /**
     * Makes one without figures.
     *
     * @param cache    its name.
     * @param interval in nanoseconds.
     */
    public IndexGrowthEvent(final String cache, final long interval) {
        this.cache = cache;
        this.interval = interval;
    }

    /**
     * Has it recorded.
     *
     * @param before     buckets.
     * @param now        buckets.
     * @param referredTo items.
     * @param bytes      of the index.
     * @param wantsPage  whether it wants one.
     */
    public void tell(final long before, final long now, final long referredTo, final long bytes,
            final boolean wantsPage) {
        bucketsBefore = before;
        buckets = now;
        items = referredTo;
        indexBytes = bytes;
        starved = wantsPage;
        commit();
    }
}
