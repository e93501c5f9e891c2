/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * A snapshot of one slab class; used and free chunks add up to all of them.
 *
 * @param classId          from 1.
 * @param chunkSize        in bytes.
 * @param chunksPerPage    chunks that fit a page.
 * @param pages            that the class has.
 * @param totalChunks      of all its pages.
 * @param usedChunks       that hold an item or a part of one.
 * @param freeChunks       that do not.
 * @param items            whose first chunk is of this class.
 * @param itemBytes        of those items, without the rounding to chunks.
 * @param oldestIdle       seconds since the last access of the item that is next to go.
 * @param evicted          items that were evicted.
 * @param evictedNonzero   evicted items that had an expiry.
 * @param evictedUnfetched evicted items that were never fetched.
 * @param evictedTime      seconds from the last access of a recently evicted item to its eviction.
 * @param reclaimed        items whose memory came back because they had expired or been flushed.
 * @param expiredUnfetched expired items that were never fetched.
 * @param outOfMemory      stores that found no memory.
 * @param stored           items that were ever stored.
 * @param deleteHits       items that were deleted.
 * @param incrementHits    numbers that were incremented.
 * @param decrementHits    numbers that were decremented.
 * @param touchHits        items whose expiry was changed.
 * @param casHits          items that had the CAS unique that was asked for.
 * @param casBadval        items that had another one.
 * @param promotions       items that moved from the small to the main queue.
 * @param secondChances    items of the main queue that were spared because they had been asked for.
 * @param ghostHits        items that were stored while their eviction was still remembered.
 * @param lru              its lists, under a policy that has them.
 */
public record SlabClassStats(int classId, int chunkSize, int chunksPerPage, int pages, int totalChunks,
        int usedChunks, int freeChunks, long items, long itemBytes, int oldestIdle, long evicted,
        long evictedNonzero, long evictedUnfetched, long evictedTime, long reclaimed, long expiredUnfetched,
        long outOfMemory, long stored, long deleteHits, long incrementHits, long decrementHits, long touchHits,
        long casHits, long casBadval, long promotions, long secondChances, long ghostHits, LruStats lru) {
}
