/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LruCacheTest {
    private static final Charge CHARGE = new Charge(20, false);

    @Test
    void shouldDropTheOneThatWasNotAskedForLongest() {
        final LruCache cache = new LruCache(300, CHARGE, 10);
        cache.set(1, 80, 0);
        cache.set(2, 80, 0);
        cache.set(3, 80, 0);
        assertTrue(cache.get(1));
        cache.set(4, 80, 0);
        assertFalse(cache.get(2));
        assertTrue(cache.get(1));
        assertTrue(cache.get(3));
        assertTrue(cache.get(4));
    }

    @Test
    void shouldHoldNothingLargerThanItself() {
        final LruCache cache = new LruCache(300, CHARGE, 10);
        cache.set(1, 80, 0);
        cache.set(2, 281, 0);
        assertTrue(cache.get(1));
        assertFalse(cache.get(2));
        cache.set(1, 281, 0);
        assertFalse(cache.get(1));
        assertEquals(0, cache.used());
    }

    @Test
    void shouldForgetWhatHasExpired() {
        final LruCache cache = new LruCache(300, CHARGE, 10);
        cache.set(1, 80, 60);
        cache.advance(599);
        assertTrue(cache.get(1));
        cache.advance(600);
        assertFalse(cache.get(1));
        assertEquals(0, cache.used());
    }

    @Test
    void shouldAgreeWithAMapInTheOrderOfAccess() {
        final long limit = 5000;
        final LruCache cache = new LruCache(limit, CHARGE, 200);
        final Map<Integer, Integer> model = new LinkedHashMap<>(16, 0.75f, true);
        long used = 0;
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            final int key = random.nextInt(200);
            final int action = random.nextInt(10);
            if (action < 6) {
                assertEquals(model.get(key) != null, cache.get(key), "step " + i);
            } else if (action < 9) {
                final int length = random.nextInt(400);
                cache.set(key, length, 0);
                used -= model.containsKey(key) ? model.remove(key) : 0;
                while (used + length + 20 > limit) {
                    used -= model.remove(model.keySet().iterator().next());
                }
                model.put(key, length + 20);
                used += length + 20;
            } else {
                cache.delete(key);
                used -= model.containsKey(key) ? model.remove(key) : 0;
            }
            assertEquals(used, cache.used(), "step " + i);
        }
    }
}
