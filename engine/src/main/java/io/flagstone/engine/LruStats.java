/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * A snapshot of the lists of one slab class under {@link EvictionPolicy#SEGMENTED_LRU} or {@link EvictionPolicy#LRU};
 * all 0 under another policy.
 *
 * @param hotItems       in HOT, where items start.
 * @param warmItems      in WARM, where active items go.
 * @param coldItems      in COLD, where victims are found.
 * @param temporaryItems in TEMP, which are left to expire.
 * @param hotAge         seconds since the last access of the item at the tail of HOT.
 * @param warmAge        seconds since the last access of the item at the tail of WARM.
 * @param movesToCold    items that moved from HOT or WARM to COLD.
 * @param movesToWarm    items that moved from HOT or COLD to WARM.
 * @param movesWithinLru items that moved from the tail of a list to its head.
 */
public record LruStats(long hotItems, long warmItems, long coldItems, long temporaryItems, int hotAge, int warmAge,
        long movesToCold, long movesToWarm, long movesWithinLru) {
    /** Of a class without such lists. */
    public static final LruStats NONE = new LruStats(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
