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

/** A page that was to leave its slab class. Everything but {@link #begun} is for the thread that empties the page. */
@Name("flagstone.PageMove")
@Label("Page Move")
@Description("A page was emptied to be given to another slab class; as long as it lasted, others may have worked too")
@Category({"Flagstone", "Cache"})
@StackTrace(false)
public final class PageMoveEvent extends Event {
    private static final PageMoveEvent ANY = new PageMoveEvent();

    @Label("Cache")
    @Description("Name of the cache")
    private String cache;
    @Label("From")
    @Description("Slab class that had the page")
    private int fromClass;
    @Label("To")
    @Description("Slab class that got it; 0 if all may take it, or the index has")
    private int toClass;
    @Label("To Index")
    @Description("Whether the index got it")
    private boolean toIndex;
    @Label("Moved")
    @Description("Whether it has left its class; not so if somebody held an item of it")
    private boolean moved;
    @Label("Rescued Items")
    @Description("Items that moved to another chunk of their class")
    private int rescuedItems;
    @Label("Rescued Parts")
    @Description("Further parts of large items that did")
    private int rescuedParts;
    @Label("Evicted Items")
    @Description("Items of the page that were evicted for want of another chunk")
    private int evictedItems;

    private PageMoveEvent() {
    }

    /**
     * Begins one.
     *
     * @return it, null if nobody records it.
     */
    public static PageMoveEvent begun() {
        if (!ANY.isEnabled()) {
            return null;
        }
        final PageMoveEvent event = new PageMoveEvent();
        event.begin();
        return event;
    }

    /** Counts an item that moved to another chunk. */
    public void itemRescued() {
        rescuedItems++;
    }

    /** Counts a part of an item that did. */
    public void partRescued() {
        rescuedParts++;
    }

    /** Counts an item that was evicted. */
    public void itemEvicted() {
        evictedItems++;
    }

    /**
     * Has it recorded.
     *
     * @param name     of the cache.
     * @param from     the donor.
     * @param to       the receiver; 0 for all, negative for the index.
     * @param hasMoved whether it did.
     */
    public void ended(final String name, final int from, final int to, final boolean hasMoved) {
        cache = name;
        fromClass = from;
        toClass = Math.max(0, to);
        toIndex = to < 0;
        moved = hasMoved;
        commit();
    }
}
