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

/** A change of the memory limit. */
@Name("flagstone.Resize")
@Label("Resize")
@Description("The memory limit of a cache was to be changed; the stack tells by whom")
@Category({"Flagstone", "Cache"})
public final class ResizeEvent extends Event {
    private static final ResizeEvent ANY = new ResizeEvent(null, 0, 0, false);

    @Label("Cache")
    @Description("Name of the cache")
    private final String cache;
    @Label("Limit Before")
    @DataAmount
    private final long limitBefore;
    @Label("Limit")
    @Description("The limit that was asked for")
    @DataAmount
    private final long limit;
    @Label("Granted")
    @Description("Whether it is the limit now; not so if the index needs more than half of it")
    private final boolean granted;

    private ResizeEvent(final String cache, final long limitBefore, final long limit, final boolean granted) {
        this.cache = cache;
        this.limitBefore = limitBefore;
        this.limit = limit;
        this.granted = granted;
    }

    /**
     * Has one recorded, if anybody does.
     *
     * @param name    of the cache.
     * @param before  limit in bytes.
     * @param wanted  limit in bytes.
     * @param granted whether it is the limit now.
     */
    public static void tell(final String name, final long before, final long wanted, final boolean granted) {
        if (ANY.isEnabled()) {
            new ResizeEvent(name, before, wanted, granted).commit();
        }
    }
}
