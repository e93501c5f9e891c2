/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A pass of the maintenance that gave memory back. */
@Name("flagstone.ExpiryPass")
@Label("Expiry Pass")
@Description("The background work of a cache gave back the memory of items that had expired or been flushed")
@Category({"Flagstone", "Cache"})
@StackTrace(false)
public final class ExpiryPassEvent extends Event {
    private static final ExpiryPassEvent ANY = new ExpiryPassEvent();

    @Label("Cache")
    @Description("Name of the cache")
    private String cache;
    @Label("Expired Items")
    @Description("Items whose time was over")
    private long expiredItems;
    @Label("Flushed Items")
    @Description("Items that had been flushed")
    private long flushedItems;

    private ExpiryPassEvent() {
    }

    /**
     * Begins one.
     *
     * @return it, null if nobody records it.
     */
    public static ExpiryPassEvent begun() {
        if (!ANY.isEnabled()) {
            return null;
        }
        final ExpiryPassEvent event = new ExpiryPassEvent();
        event.begin();
        return event;
    }

    /**
     * Has it recorded, unless nothing was found.
     *
     * @param name    of the cache.
     * @param expired items.
     * @param flushed items.
     */
    public void ended(final String name, final long expired, final long flushed) {
        if (expired + flushed > 0) {
            cache = name;
            expiredItems = expired;
            flushedItems = flushed;
            commit();
        }
    }
}
