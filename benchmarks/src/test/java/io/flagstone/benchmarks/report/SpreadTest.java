/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.result.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
    private static Figure figure(final double low, final double value, final double high, final int rounds) {
        return new Figure("engine", "get", "flagstone", 0, "ns", value, low, high, rounds, "java");
    }

    @Test
    void shouldBeTheRangeOfFiveRoundsAndWiderForFewer() {
        assertEquals(new Spread(90, 120), Spread.of(figure(90, 100, 120, 5)));
        assertEquals(new Spread(85, 130), Spread.of(figure(90, 100, 120, 4)));
        assertEquals(new Spread(70, 160), Spread.of(figure(90, 100, 120, 3)));
        assertTrue(Spread.of(figure(7, 7, 7, 1)).isPoint());
    }

    @Test
    void shouldNotReachBelowZeroWhenNoRoundDid() {
        assertEquals(0, Spread.of(figure(1, 10, 11, 3)).low());
        assertEquals(-4, Spread.of(figure(-1, 0.5, 1, 3)).low());
    }

    @Test
    void shouldOverlapWhatItTouches() {
        assertTrue(new Spread(1, 2).overlaps(new Spread(2, 3)));
        assertTrue(new Spread(1, 9).overlaps(new Spread(2, 3)));
        assertFalse(new Spread(3, 4).overlaps(new Spread(1, 2)));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.93214,0.932", "3.6,3.60", "36.04,36.0", "251.125,251", "405714,'405,714'", "-0.05,-0.05"})
    void shouldBePrintedWithThreeDigits(final double value, final String text) {
        assertEquals(text, Numbers.plain(value));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1000,1 k", "50000000,50 M", "65536,65.536 k", "0.25,0.25", "16,16", "-2000,-2 k"})
    void shouldBeShortBesideAnAxis(final double value, final String text) {
        assertEquals(text, Numbers.brief(value));
    }
}
