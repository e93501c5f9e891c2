/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OutdatedCacheTest {
    private final LruCache inner = new LruCache(1000, new Charge(20, false), 10);
    private final OutdatedCache cache = new OutdatedCache(inner);

    @Test
    void shouldMissWhatIsOutOfDateUntilItIsStoredAgain() {
        cache.set(1, 100, 0);
        assertTrue(cache.get(1));
        cache.outdate();
        assertFalse(cache.get(1));
        assertTrue(inner.get(1));
        cache.set(1, 400, 0);
        assertTrue(cache.get(1));
    }

    @Test
    void shouldMissWhatIsNotThere() {
        cache.outdate();
        cache.set(1, 100, 0);
        cache.delete(1);
        assertFalse(cache.get(1));
    }
}
