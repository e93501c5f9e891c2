/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LruTuningTest {
    @ParameterizedTest
    @CsvSource({"-1,40", "20,-1", "41,40", "80,1", "0,81", "2147483647,2147483647", "-2147483648,0"})
    void shouldRefuseShares(final int hot, final int warm) {
        assertEquals("hotPercent and warmPercent must be 0 or more, and 80 together at most: hotPercent=" + hot
            + " warmPercent=" + warm, assertThrows(IllegalArgumentException.class,
                () -> new LruTuning(hot, warm, 0.2, 2.0, -1)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0.0,2.0", "0.2,0.0", "-0.1,2.0", "0.2,-1.0", "NaN,2.0", "0.2,NaN"})
    void shouldRefuseFactors(final double hot, final double warm) {
        assertEquals("hotAgeFactor and warmAgeFactor must be > 0: hotAgeFactor=" + hot + " warmAgeFactor=" + warm,
            assertThrows(IllegalArgumentException.class, () -> new LruTuning(20, 40, hot, warm, -1)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0,0,0.001,1000,-2147483648", "80,0,1,1,0", "0,80,1,1,2147483647", "40,40,1,1,61"})
    void shouldTakeWhatIsWithinTheLimits(final int hot, final int warm, final double hotAge, final double warmAge,
            final int temporary) {
        assertEquals(hot, new LruTuning(hot, warm, hotAge, warmAge, temporary).hotPercent());
    }

    @Test
    void shouldHaveTheDefaultsOfASegmentedLru() {
        assertEquals(new LruTuning(20, 40, 0.2, 2.0, -1), LruTuning.DEFAULT);
    }
}
