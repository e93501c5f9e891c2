/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;

/** What is told of a single operation. Not private, or a recording would not have it. */
@Category({"Flagstone", "Cache"})
abstract class OperationEvent extends Event {
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

    /** Has it recorded. */
    final void tell(final String name, final String what, final long value, final int evicted, final int pages) {
        cache = name;
        operation = what;
        valueBytes = value;
        evictedItems = evicted;
        movedPages = pages;
        commit();
    }
}
