/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A flush. */
@Name("flagstone.Flush")
@Label("Flush")
@Description("Every item of a cache was made gone; the stack tells by whom")
@Category({"Flagstone", "Cache"})
public final class FlushEvent extends Event {
    private static final FlushEvent ANY = new FlushEvent(null, 0);

    @Label("Cache")
    @Description("Name of the cache")
    private final String cache;
    @Label("Items")
    @Description("About as many as were there, those included that had been gone before")
    private final long items;

    private FlushEvent(final String cache, final long items) {
        this.cache = cache;
        this.items = items;
    }

    /**
     * Has one recorded, if anybody does.
     *
     * @param name  of the cache.
     * @param items that were there.
     */
    public static void tell(final String name, final long items) {
        if (ANY.isEnabled()) {
            new FlushEvent(name, items).commit();
        }
    }
}
