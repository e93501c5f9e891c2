/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;

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
    private int pages;
    private volatile boolean starved;

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

    /**
     * Tells the length of a block.
     *
     * @return bytes, a power of two.
     */
    public int blockBytes() {
        return blockBytes;
    }

    /**
     * Takes a block of zeros.
     *
     * @return its reference, or 0 if the arena has no page left.
     */
    public synchronized int take() {
        refill();
        if (left == 0) {
            starved = true;
            return 0;
        }
        final int block = next;
        next = arena.plus(block, blockBytes);
        left--;
        Memory.clear(arena.address(block), blockBytes);
        return block;
    }

    /**
     * Tells whether a block was asked for in vain. May be called by anybody, often.
     *
     * @return whether somebody should empty a page and {@link #add} it.
     */
    public boolean isStarved() {
        return starved;
    }

    /** Takes a page from the arena, if it has one and all blocks are handed out. */
    public synchronized void refill() {
        starved = false;
        final int page = left == 0 ? arena.takePage() : 0;
        if (page != 0) {
            cut(page);
        }
    }

    /**
     * Saves or loads which blocks are handed out.
     *
     * @param stream that knows which.
     */
    public synchronized void pass(final StateStream stream) {
        next = stream.next(next);
        left = stream.next(left, 0, arena.pageBytes() / blockBytes);
        pages = stream.next(pages, 0, arena.maxPages());
        if (left > 0) {
            arena.checkPage(arena.page(next));
        }
    }

    /**
     * Takes a page that a slab class gave up.
     *
     * @param page that nobody has.
     */
    public synchronized void add(final int page) {
        starved = false;
        if (left == 0) {
            cut(page);
        } else {
            arena.returnPage(page);
        }
    }

    private void cut(final int page) {
        next = arena.pageReference(page);
        left = arena.pageBytes() / blockBytes;
        pages++;
    }

    /**
     * Tells how much memory index and ghosts have.
     *
     * @return bytes.
     */
    public synchronized long bytes() {
        return (long) pages * arena.pageBytes();
    }
}
