/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * The limits of the lists of {@link EvictionPolicy#SEGMENTED_LRU}. What is asked for twice goes to WARM; what is at the
 * tail of HOT or WARM when that list is over its share of the items, or older than its factor allows, goes to COLD.
 *
 * @param hotPercent                 share of a slab class's items that HOT may hold; both together at most 80.
 * @param warmPercent                share of a slab class's items that WARM may hold.
 * @param hotAgeFactor               of the age of the tail of COLD that the tail of HOT may have; above 0.
 * @param warmAgeFactor              of the age of the tail of COLD that the tail of WARM may have; above 0.
 * @param temporaryTimeToLiveSeconds items that live no longer than this go to a list of their own and are left to
 *                                   expire; negative for none.
 */
public record LruTuning(int hotPercent, int warmPercent, double hotAgeFactor, double warmAgeFactor,
        int temporaryTimeToLiveSeconds) {
    /** What holds if nothing is said. */
    public static final LruTuning DEFAULT = new LruTuning(20, 40, 0.2, 2.0, -1);

    private static final int MAX_PERCENT = 80;

    /**
     * Checks the limits.
     *
     * @param hotPercent                 share of a slab class's items that HOT may hold.
     * @param warmPercent                share of a slab class's items that WARM may hold.
     * @param hotAgeFactor               of the age of the tail of COLD that the tail of HOT may have.
     * @param warmAgeFactor              of the age of the tail of COLD that the tail of WARM may have.
     * @param temporaryTimeToLiveSeconds longest time to live of an item in TEMP.
     */
    public LruTuning {
        if (hotPercent < 0 || warmPercent < 0 || (long) hotPercent + warmPercent > MAX_PERCENT) {
            throw new IllegalArgumentException("hotPercent and warmPercent must be 0 or more, and 80 together at most: "
                + "hotPercent=" + hotPercent + " warmPercent=" + warmPercent);
        }
        if (!(hotAgeFactor > 0) || !(warmAgeFactor > 0)) {
            throw new IllegalArgumentException("hotAgeFactor and warmAgeFactor must be > 0: hotAgeFactor="
                + hotAgeFactor + " warmAgeFactor=" + warmAgeFactor);
        }
    }
}
