/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
    @Test
    void shouldHaveMedianAndRangeOfItsRounds() {
        final Figure figure = Figure.of("engine", "get-throughput", "flagstone", 1e6, "M/s", new double[] {4, 1, 2},
            "java");
        assertEquals(new Figure("engine", "get-throughput", "flagstone", 1e6, "M/s", 2, 1, 4, 3, "java"), figure);
        assertEquals(2.5, Figure.of("engine", "get", "ohc", 0, "M/s", new double[] {4, 1, 2, 3}, "java").value());
    }

    @Test
    void shouldTakeTheMiddleOfTheValuesAndLeaveTheirOrder() {
        final double[] odd = {9, 2, 1};
        assertEquals(2, Figure.median(odd));
        assertArrayEquals(new double[] {9, 2, 1}, odd);
        assertEquals(2.5, Figure.median(new double[] {9, 3, 2, 1}));
    }

    @Test
    void shouldDivideRoundByRound() {
        assertArrayEquals(new double[] {2, 3}, Figure.ratios(new double[] {4, 9}, new double[] {2, 3}));
        assertThrows(IllegalArgumentException.class, () -> Figure.ratios(new double[2], new double[3]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "disk|get|ohc|1|ns|2|1|3|1|java|section must be one of",
        "engine|Get it|ohc|1|ns|2|1|3|1|java|name must be small letters, digits, - and ., at most 80: name=Get it",
        "engine|get|' '|1|ns|2|1|3|1|java|series must be 1 to 80 printable characters: series= ",
        "engine|get|ohc|NaN|ns|2|1|3|1|java|x must be finite: x=NaN",
        "engine|get|ohc|1|ns|4|1|3|1|java|value must be between low and high: value=4.0, low=1.0, high=3.0",
        "engine|get|ohc|1|ns|2|1|Infinity|1|java|low and high must be finite: low=1.0, high=Infinity",
        "engine|get|ohc|1|ns|2|1|3|0|java|rounds must be 1 to 1000000: rounds=0",
        "engine|get|ohc|1|ns|2|1|3|1|''|command must be 1 to 2000 printable characters: command="})
    void shouldRefuseWhatIsNoFigure(final String section, final String name, final String series, final double x,
        final String unit, final double value, final double low, final double high, final int rounds,
        final String command, final String message) {
        final String told = assertThrows(IllegalArgumentException.class, () -> new Figure(section, name, series, x,
            unit, value, low, high, rounds, command)).getMessage();
        assertEquals(message, told.substring(0, Math.min(message.length(), told.length())));
    }
}
