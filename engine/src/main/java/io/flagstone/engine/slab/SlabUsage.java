/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

/**
 * A snapshot of one slab class: used and free chunks add up to all of them.
 *
 * @param classId       from 1.
 * @param chunkBytes    of one chunk.
 * @param chunksPerPage of one page.
 * @param pages         of the class.
 * @param totalChunks   of all its pages.
 * @param usedChunks    that hold an item or a part of one.
 * @param freeChunks    that do not.
 */
public record SlabUsage(int classId, int chunkBytes, int chunksPerPage, int pages, int totalChunks, int usedChunks,
        int freeChunks) {
}
