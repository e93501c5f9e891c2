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
import jdk.jfr.Threshold;

/** An operation that took long; {@link OperationWatch} makes them. */
@Name("flagstone.SlowOperation")
@Label("Slow Operation")
@Description("An operation other than a get took longer than the threshold; of those that need no room and bring"
    + " less than 64 KiB, one in 61 is looked at")
@Category({"Flagstone", "Cache"})
@Threshold("1 ms")
final class SlowOperationEvent extends Event {
    static final SlowOperationEvent ANY = new SlowOperationEvent();

    @Label("Cache")
    @Description("Name of the cache")
    String cache;
    @Label("Operation")
    String operation;
    @Label("Value Size")
    @Description("Length of the value that was brought, 0 for none")
    @DataAmount
    long valueBytes;
    @Label("Evicted Items")
    @Description("Items that it evicted to make room")
    int evictedItems;
    @Label("Moved Pages")
    @Description("Pages that it emptied at once, since its slab class had none")
    int movedPages;
}
