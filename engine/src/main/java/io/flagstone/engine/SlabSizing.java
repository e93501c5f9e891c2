/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.slab.SlabClassTable;
import java.util.List;

/**
 * How long the chunks of a cache are to be.
 *
 * @param growthFactor of the slab classes, 0 to choose one.
 * @param minimumChunk bytes of key, value and flags in the smallest class.
 * @param largestChunk in bytes at most, 0 to choose.
 * @param sizes        bytes of the chunks of each class, empty to choose.
 */
record SlabSizing(double growthFactor, int minimumChunk, int largestChunk, List<Integer> sizes) {
    private static final int PAGES_PER_CLASS = 8;

    SlabClassTable table(final Arena arena) {
        final int smallest = ItemLayout.HEADER + minimumChunk;
        if (!sizes.isEmpty()) {
            return SlabClassTable.ofSizes(sizes, arena.pageBytes(), arena.granule(), largestChunk);
        }
        return growthFactor == 0
            ? SlabClassTable.withClasses(smallest, arena.limitPages() / PAGES_PER_CLASS, arena.pageBytes(),
                arena.granule(), largestChunk)
            : new SlabClassTable(smallest, growthFactor, arena.pageBytes(), arena.granule(), largestChunk);
    }
}
