/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFigureTest {
    @ParameterizedTest
    @CsvSource({"0.99, 0.95, ', saturated'", "0.99, 0.8, ', NOT SATURATED'", "0.8, 0.99, ', NOT SATURATED'"})
    void shouldSayWhetherBothServersWereSaturated(final double ours, final double theirs, final String said) {
        assertEquals(said, RequestFigure.saturation(ours, theirs));
    }
}
