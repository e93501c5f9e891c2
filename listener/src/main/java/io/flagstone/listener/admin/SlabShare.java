/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import io.flagstone.engine.SlabClassStats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What follows from the figures of a slab class. */
final class SlabShare {
    private SlabShare() {
    }

    /**
     * Tells how many bytes of used chunks no item needs.
     *
     * <p>The bytes of an item that is chained over several chunks all count for the class of the first one, which may
     * so have more of them than room. By how much it has is taken off the others in proportion, since the rest of such
     * items lies there: the sum is right, the share of one class a guess.
     *
     * @return bytes by class.
     */
    static Map<Integer, Long> wastedBytes(final List<SlabClassStats> slabs) {
        long missing = 0;
        long elsewhere = 0;
        for (final SlabClassStats slab : slabs) {
            missing += Math.max(0, unneeded(slab));
            elsewhere += Math.max(0, -unneeded(slab));
        }
        final double rest = missing == 0 ? 0 : Math.max(0, 1 - (double) elsewhere / missing);
        final Map<Integer, Long> wasted = new HashMap<>();
        for (final SlabClassStats slab : slabs) {
            wasted.put(slab.classId(), Math.round(Math.max(0, unneeded(slab)) * rest));
        }
        return wasted;
    }

    private static long unneeded(final SlabClassStats slab) {
        return (long) slab.usedChunks() * slab.chunkSize() - slab.itemBytes();
    }

    /** Hits among the hits and the misses that are known to be the class's; 1.0 before the first. */
    static double hitRatio(final SlabClassStats slab, final long hits) {
        final long gets = hits + slab.ghostHits();
        return gets == 0 ? 1.0 : (double) hits / gets;
    }
}
