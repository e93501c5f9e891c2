/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeansTest {
    private static final List<CacheKind> CACHES = List.of(CacheKind.S3_FIFO, CacheKind.LRU);

    private static Outcome outcome(final String trace, final String size, final CacheKind cache, final int hits) {
        if (hits < 0) {
            return new Outcome(trace, CacheSize.parse(size), 1, cache, null, null);
        }
        final HitCounts counts = new HitCounts();
        for (int i = 0; i < 100; i++) {
            counts.count(i < hits, 10);
        }
        return new Outcome(trace, CacheSize.parse(size), 1, cache, counts, null);
    }

    private static final Means MEANS = new Means(CACHES, List.of(
        outcome("a", "1%", CacheKind.S3_FIFO, -1), outcome("a", "1%", CacheKind.LRU, 90),
        outcome("a", "10%", CacheKind.S3_FIFO, 60), outcome("a", "10%", CacheKind.LRU, 50),
        outcome("a", "25%", CacheKind.S3_FIFO, 70), outcome("a", "25%", CacheKind.LRU, 71),
        outcome("b", "10%", CacheKind.S3_FIFO, 20), outcome("b", "10%", CacheKind.LRU, 11)));

    @Test
    void shouldLeaveOutARunThatOneCacheCouldNotBeMadeForAndNameAllRuns() {
        assertEquals(3, MEANS.count());
        assertEquals("3 runs of 2 traces: a at 10%, 25%; b at 10%", MEANS.runs());
        assertEquals("a at 1%", MEANS.leftOut());
        assertEquals(0.44, MEANS.objectRatio(CacheKind.LRU), 1e-9);
    }

    @Test
    void shouldTellTheMeanAndTheWorstRunBesideAnotherCache() {
        final Means.Difference points = MEANS.beside(CacheKind.LRU);
        assertEquals(6, points.mean(), 1e-9);
        assertEquals(-1, points.worst(), 1e-9);
        assertEquals("a at 25%", points.worstAt());
    }
}
