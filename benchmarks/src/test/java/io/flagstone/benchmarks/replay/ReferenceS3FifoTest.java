/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReferenceS3FifoTest {
    private final ReferenceS3Fifo cache = new ReferenceS3Fifo(1000, new Charge(20, false), 100);

    private void setEach(final int from, final int to) {
        for (int key = from; key <= to; key++) {
            cache.set(key, 80, 0);
        }
    }

    @Test
    void shouldKeepWhatWasAskedForTwiceWhenOthersPassBy() {
        setEach(1, 10);
        assertTrue(cache.get(1));
        assertTrue(cache.get(1));
        assertTrue(cache.get(2));
        setEach(11, 60);
        assertTrue(cache.get(1));
        assertFalse(cache.get(2));
    }

    @Test
    void shouldKeepWhatComesBackWhileItIsRemembered() {
        setEach(1, 10);
        for (int key = 1; key <= 5; key++) {
            cache.get(key);
            cache.get(key);
        }
        setEach(11, 14);
        assertFalse(cache.get(6));
        cache.set(6, 80, 0);
        setEach(20, 40);
        assertTrue(cache.get(6));
    }

    @Test
    void shouldHoldNothingLargerThanItselfAndForgetWhatHasExpired() {
        cache.set(1, 80, 60);
        cache.advance(599);
        assertTrue(cache.get(1));
        cache.advance(600);
        assertFalse(cache.get(1));
        cache.set(2, 80, 0);
        cache.set(2, 981, 0);
        assertFalse(cache.get(2));
        assertEquals(0, cache.used());
    }

    @Test
    void shouldNeverHoldMoreThanItsLimitAndFindWhatItHolds() {
        final SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            final int key = random.nextInt(100);
            if (random.nextInt(10) == 0) {
                cache.delete(key);
                assertFalse(cache.get(key));
            } else if (!cache.get(key)) {
                cache.set(key, random.nextInt(400), 0);
                assertTrue(cache.get(key), "step " + i);
            }
            assertTrue(cache.used() <= 1000, "step " + i);
        }
        for (int key = 0; key < 100; key++) {
            cache.delete(key);
        }
        assertEquals(0, cache.used());
    }
}
