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

/** An operation that evicted many items; {@link OperationWatch} makes them. */
@Name("flagstone.EvictionBurst")
@Label("Eviction Burst")
@Description("A single operation evicted 32 items or more to make room for one")
@Category({"Flagstone", "Cache"})
final class EvictionBurstEvent extends Event {
    /** What is many. */
    static final int LEAST = 32;
    static final EvictionBurstEvent ANY = new EvictionBurstEvent();

    @Label("Cache")
    @Description("Name of the cache")
    String cache;
    @Label("Operation")
    String operation;
    @Label("Value Size")
    @Description("Length of the value that was brought")
    @DataAmount
    long valueBytes;
    @Label("Evicted Items")
    int evictedItems;
    @Label("Moved Pages")
    @Description("Pages that it emptied at once, since its slab class had none")
    int movedPages;
}
