/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseVerdictTest {
    @ParameterizedTest
    @CsvSource({"0.2, 0.1, BELOW", "0.2, 7, BELOW", "3.9, 3, BELOW", "4, 3, NOT_BELOW", "9, 0, NOT_BELOW",
        "3, 4, UNKNOWN", "1, 1, BELOW"})
    void shouldNotTakeABusyMachineForShortPauses(
        final double operationMillis, final double idleMillis, final PauseVerdict verdict) {
        assertEquals(verdict, PauseVerdict.of(operationMillis * 1e6, idleMillis * 1e6));
    }
}
