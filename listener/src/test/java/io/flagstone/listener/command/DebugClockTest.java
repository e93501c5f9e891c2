/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DebugClockTest {
    private long millis = 5_000;
    private final DebugClock clock = new DebugClock(() -> millis);

    @Test
    void shouldGoWithItsSource() {
        assertEquals(5_000, clock.time());
        millis += 7;
        assertEquals(5_007, clock.time());
    }

    @Test
    void shouldStandStillUntilItGoesOnAtTheTimeThatItWouldBe() {
        clock.pause();
        millis += 1_000;
        clock.pause();
        assertEquals(5_000, clock.time());
        assertTrue(clock.shift(3));
        assertEquals(8_000, clock.time());
        clock.resume();
        clock.resume();
        assertEquals(9_000, clock.time());
    }

    @Test
    void shouldNeverShowLessThanAtFirst() {
        millis += 10_000;
        assertTrue(clock.shift(-4));
        assertEquals(11_000, clock.time());
        assertTrue(clock.shift(-40));
        assertEquals(5_000, clock.time());
    }

    @Test
    void shouldRefuseToGoFurtherThanCachesCount() {
        assertTrue(clock.shift(100_000_000));
        assertFalse(clock.shift(1));
        assertFalse(clock.shift(Integer.MAX_VALUE));
        assertFalse(clock.shift(Long.MIN_VALUE));
        assertFalse(clock.shift(-Integer.MAX_VALUE));
        assertTrue(clock.shift(-100_000_000));
        assertEquals(5_000, clock.time());
    }
}
