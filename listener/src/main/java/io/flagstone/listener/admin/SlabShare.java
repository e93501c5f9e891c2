/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import io.flagstone.engine.SlabClassStats;

/** What follows from the figures of a slab class. */
final class SlabShare {
    private SlabShare() {
    }

    /** Bytes of used chunks that no item needs; 0 if the class holds mostly parts of larger items. */
    static long wastedBytes(final SlabClassStats slab) {
        return Math.max(0, (long) slab.usedChunks() * slab.chunkSize() - slab.itemBytes());
    }

    /** Hits among the hits and the misses that are known to be the class's; 1.0 before the first. */
    static double hitRatio(final SlabClassStats slab, final long hits) {
        final long gets = hits + slab.ghostHits();
        return gets == 0 ? 1.0 : (double) hits / gets;
    }
}
