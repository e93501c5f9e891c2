/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhForkTest {
    private static final Map<String, String> OHC = Map.of("peer", "OHC");

    @ParameterizedTest
    @CsvSource({"engine.CacheGetBenchmark.get, misses", "engine.CacheStoreBenchmark.set, refused",
        "engine.CacheMissBenchmark.get, hits"})
    void shouldRefuseARoundThatDidNotDoWhatItsBenchmarkAsksFor(final String benchmark, final String wrong) {
        final Exception thrown = assertThrows(IllegalStateException.class, () ->
            JmhFork.requireRight(benchmark, OHC, Map.of("stored", 3.0, wrong, 0.001)));
        assertTrue(thrown.getMessage().contains("parameters={peer=OHC}"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(wrong + "=0.001"), thrown.getMessage());
        assertDoesNotThrow(() -> JmhFork.requireRight(benchmark, OHC, Map.of("stored", 3.0, wrong, 0.0)));
    }

    @Test
    void shouldTellWhatAFlagCostsInPercentOfSpeedOrOfTime() {
        final double[] without = {4, 10};
        final double[] with = {3, 11};
        assertArrayEquals(new double[] {25, -10}, JmhRoundsCommand.costs("M/s", without, with), 1e-9);
        assertArrayEquals(new double[] {-25, 10}, JmhRoundsCommand.costs("ns", without, with), 1e-9);
    }
}
