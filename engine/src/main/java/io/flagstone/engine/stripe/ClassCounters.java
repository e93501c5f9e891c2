/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.memory.StateStream;

/**
 * What happened to the items of one slab class in one stripe. The stripe's lock guards every field; a sum over stripes
 * that are at rest is exact.
 */
public final class ClassCounters {
    /** Items that are there. */
    public long items;
    /** Bytes of those items, without the rounding to chunks. */
    public long bytes;
    /** Items that were ever linked. */
    public long linked;
    /** Items that were linked while their eviction was still remembered. */
    public long ghostHits;
    /** Items that moved from the small to the main queue. */
    public long promotions;
    /** Items of the main queue that were spared because they had been asked for. */
    public long secondChances;
    /** Items that moved from HOT or WARM to COLD. */
    public long movesToCold;
    /** Items that moved from HOT or COLD to WARM. */
    public long movesToWarm;
    /** Items that moved from the tail of a list to its head. */
    public long movesWithinLru;
    /** Items that were evicted. */
    public long evicted;
    /** Evicted items that had an expiry. */
    public long evictedNonzero;
    /** Evicted items that were never fetched. */
    public long evictedUnfetched;
    /** Seconds from the last access of the item that was evicted last to its eviction. */
    public long evictedTime;
    /** Items whose memory came back because they had expired or been flushed. */
    public long reclaimed;
    /** Expired items that were never fetched. */
    public long expiredUnfetched;
    /** Stores that found no memory. */
    public long outOfMemory;
    /** Items that were deleted. */
    public long deleteHits;
    /** Numbers that were incremented. */
    public long incrementHits;
    /** Numbers that were decremented. */
    public long decrementHits;
    /** Items whose expiry was changed. */
    public long touchHits;
    /** Items that had the CAS unique that was asked for. */
    public long casHits;
    /** Items that had another CAS unique than the one asked for. */
    public long casBadval;

    ClassCounters() {
    }

    /**
     * Adds another stripe's counters to these.
     *
     * @param other to be added; its stripe is held.
     */
    public void add(final ClassCounters other) {
        items += other.items;
        bytes += other.bytes;
        linked += other.linked;
        ghostHits += other.ghostHits;
        promotions += other.promotions;
        secondChances += other.secondChances;
        movesToCold += other.movesToCold;
        movesToWarm += other.movesToWarm;
        movesWithinLru += other.movesWithinLru;
        evicted += other.evicted;
        evictedNonzero += other.evictedNonzero;
        evictedUnfetched += other.evictedUnfetched;
        evictedTime = Math.max(evictedTime, other.evictedTime);
        reclaimed += other.reclaimed;
        expiredUnfetched += other.expiredUnfetched;
        outOfMemory += other.outOfMemory;
        deleteHits += other.deleteHits;
        incrementHits += other.incrementHits;
        decrementHits += other.decrementHits;
        touchHits += other.touchHits;
        casHits += other.casHits;
        casBadval += other.casBadval;
    }

    /**
     * Makes counters for a sum.
     *
     * @return all zero.
     */
    public static ClassCounters zero() {
        return new ClassCounters();
    }

    void pass(final StateStream stream) {
        items = stream.next(items);
        bytes = stream.next(bytes);
        linked = stream.next(linked);
        ghostHits = stream.next(ghostHits);
        promotions = stream.next(promotions);
        secondChances = stream.next(secondChances);
        movesToCold = stream.next(movesToCold);
        movesToWarm = stream.next(movesToWarm);
        movesWithinLru = stream.next(movesWithinLru);
        evicted = stream.next(evicted);
        evictedNonzero = stream.next(evictedNonzero);
        evictedUnfetched = stream.next(evictedUnfetched);
        evictedTime = stream.next(evictedTime);
        reclaimed = stream.next(reclaimed);
        expiredUnfetched = stream.next(expiredUnfetched);
        outOfMemory = stream.next(outOfMemory);
        deleteHits = stream.next(deleteHits);
        incrementHits = stream.next(incrementHits);
        decrementHits = stream.next(decrementHits);
        touchHits = stream.next(touchHits);
        casHits = stream.next(casHits);
        casBadval = stream.next(casBadval);
    }
}
