/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * What became of the content of pages that were to move from one slab class to another, since the cache was built.
 *
 * @param itemsRescued that moved to another chunk.
 * @param partsRescued further parts of chained values that did.
 * @param itemsEvicted for want of another chunk.
 * @param heldItems    times that an item could not move because somebody was reading it.
 * @param unhoused     times that there was no other chunk for an item that must not be evicted.
 */
public record PageMoveStats(long itemsRescued, long partsRescued, long itemsEvicted, long heldItems, long unhoused) {
    /** Of a cache whose pages have not moved. */
    public static final PageMoveStats NONE = new PageMoveStats(0, 0, 0, 0, 0);
}
