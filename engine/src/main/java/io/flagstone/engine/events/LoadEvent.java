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
import jdk.jfr.Threshold;

/** A value that a loader was asked for. */
@Name("flagstone.Load")
@Label("Load")
@Description("A loader was asked for the value of a key or several, which took longer than the threshold")
@Category({"Flagstone", "Cache"})
@Threshold("10 ms")
@StackTrace(false)
public final class LoadEvent extends Event {
    private static final LoadEvent ANY = new LoadEvent();

    @Label("Cache")
    @Description("Name of the cache")
    private String cache;
    @Label("Kind")
    @Description("load, refresh, or bulk load")
    private String kind;
    @Label("Keys")
    @Description("How many keys were loaded together")
    private int keys;
    @Label("Key Hash")
    @Description("Hash of the key, which tells it from others and does not show it; 0 of several keys")
    private int keyHash;
    @Label("Outcome")
    @Description("loaded, also if there is no value; or failed")
    private String outcome;

    private LoadEvent() {
    }

    /**
     * Begins one.
     *
     * @return it, null if nobody records it.
     */
    public static LoadEvent begun() {
        if (!ANY.isEnabled()) {
            return null;
        }
        final LoadEvent event = new LoadEvent();
        event.begin();
        return event;
    }

    /**
     * Has it recorded if it took long.
     *
     * @param name   of the cache.
     * @param what   it is.
     * @param number of keys.
     * @param hash   of the key, if it is one.
     * @param result of it.
     */
    public void ended(final String name, final String what, final int number, final int hash, final String result) {
        cache = name;
        kind = what;
        keys = number;
        keyHash = hash;
        outcome = result;
        commit();
    }
}
