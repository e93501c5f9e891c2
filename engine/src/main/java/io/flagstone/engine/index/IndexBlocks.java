/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;

/**
 * Hands out the memory of the index, in blocks of 64 buckets cut from the arena's pages, so that the index counts
 * against the memory limit. Guarded by its own monitor, a leaf, taken once per block.
 */
public final class IndexBlocks {
    /** Buckets in a block. */
    static final int BUCKETS = 64;
    private static final int BLOCK_BYTES = BUCKETS * Bucket.LENGTH;

    private final Arena arena;
    private int next;
    private int left;
    private int blocks;

    /**
     * Makes the source of blocks.
     *
     * @param arena where its pages come from.
     */
    public IndexBlocks(final Arena arena) {
        this.arena = arena;
    }

    /** Takes a block of zeros. Returns its reference, or 0 if the arena has no page left. */
    synchronized int take() {
        if (left == 0) {
            final int page = arena.takePage();
            if (page == 0) {
                return 0;
            }
            next = arena.pageReference(page);
            left = arena.pageBytes() / BLOCK_BYTES;
        }
        final int block = next;
        next = arena.plus(block, BLOCK_BYTES);
        left--;
        blocks++;
        Memory.clear(arena.address(block), BLOCK_BYTES);
        return block;
    }

    /**
     * Tells how much memory the index has.
     *
     * @return bytes.
     */
    public synchronized long bytes() {
        return (long) blocks * BLOCK_BYTES;
    }
}
