/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;

/** The half lines of one stripe's index that are in no chain; the stripe's lock guards them. */
final class HalfLines {
    private final Arena arena;
    private final IndexBlocks blocks;
    private int free;

    HalfLines(final Arena arena, final IndexBlocks blocks) {
        this.arena = arena;
        this.blocks = blocks;
    }

    /** Takes an empty one, or returns 0. */
    int take() {
        if (free == 0) {
            final int block = blocks.take();
            if (block == 0) {
                return 0;
            }
            final int step = Math.max(Bucket.HALF_LENGTH, arena.granule());
            for (int at = 0; at < blocks.blockBytes(); at += step) {
                give(arena.plus(block, at));
            }
        }
        final int half = free;
        final long address = arena.address(half);
        free = Bucket.next(address, Bucket.HALF_SLOTS);
        Memory.clear(address, Bucket.HALF_LENGTH);
        return half;
    }

    void give(final int half) {
        Bucket.nextFree(arena.address(half), free);
        free = half;
    }

    void pass(final StateStream stream) {
        free = arena.passReference(stream, free);
    }
}
