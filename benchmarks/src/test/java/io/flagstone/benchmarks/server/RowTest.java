/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RowTest {
    private static Row row(final Bound bound) {
        return Row.of("what", 0, "what", "us", new double[] {4, 9, 2}, new double[] {2, 3, 2}, bound);
    }

    @Test
    void shouldHoldWhenTheMedianRatioKeepsTheBound() {
        assertTrue(row(Bound.ratioAtMost(2)).holds());
        assertFalse(row(Bound.ratioAtMost(1.9)).holds());
        assertTrue(row(Bound.ratioAtLeast(2)).holds());
        assertFalse(row(Bound.ratioAtLeast(2.1)).holds());
        assertTrue(row(Bound.atMost(4)).holds());
        assertFalse(row(Bound.atMost(3.9)).holds());
    }

    @Test
    void shouldShowNoRatioWhenNothingStandsBesideIt() {
        final String line = Row.alone("what", "what", "us", 4, Bound.atMost(5)).toString().replaceAll(" +", " ");
        assertTrue(line.startsWith("what us 4.000 - - 4.000..4.000 "), line);
        assertTrue(line.endsWith(": yes"), line);
    }

    @Test
    void shouldShowMediansAndSpreadOfTheRatios() {
        final String line = row(Bound.ratioAtMost(1.5)).toString().replaceAll(" +", " ");
        assertEquals("what us 4.000 2.000 2.000 1.000..3.000 ratio <= 1.5: NO", line);
    }
}
