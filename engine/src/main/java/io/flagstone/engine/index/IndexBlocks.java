/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;

/**
 * Hands out the memory of the index, in blocks of 64 buckets (fewer if a page is smaller than that) cut from the
 * arena's pages, so that the index counts against the memory limit. Guarded by its own monitor, a leaf, taken once per
 * block.
 */
public final class IndexBlocks {
    private static final int MAX_BLOCK_BYTES = 64 * Bucket.LENGTH;

    private final Arena arena;
    private final int blockBytes;
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
        blockBytes = Math.min(MAX_BLOCK_BYTES, arena.pageBytes());
    }

    /** Tells how many buckets a block has, a power of two. */
    int bucketsPerBlock() {
        return blockBytes / Bucket.LENGTH;
    }

    /** Takes a block of zeros. Returns its reference, or 0 if the arena has no page left. */
    synchronized int take() {
        if (left == 0) {
            final int page = arena.takePage();
            if (page == 0) {
                return 0;
            }
            next = arena.pageReference(page);
            left = arena.pageBytes() / blockBytes;
        }
        final int block = next;
        next = arena.plus(block, blockBytes);
        left--;
        blocks++;
        Memory.clear(arena.address(block), blockBytes);
        return block;
    }

    /**
     * Tells how much memory the index has.
     *
     * @return bytes.
     */
    public synchronized long bytes() {
        return (long) blocks * blockBytes;
    }
}
