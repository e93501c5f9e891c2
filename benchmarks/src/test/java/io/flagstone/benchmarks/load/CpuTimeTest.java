/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuTimeTest {
    @Test
    void shouldFindTheFieldsWhenTheCommandHoldsBlanksAndParentheses() {
        final String stat = "17 (a (very) odd one) S 1 17 17 0 -1 4194560 1 2 3 4 250 130 7 8 20 0 5";
        assertEquals(new CpuTime(2_500_000, 1_300_000, Map.of("17", 7L)), CpuTime.parse(stat, Map.of("17", 7L)));
    }

    @ParameterizedTest
    @CsvSource({"1_000_000, 1_012_345_678, 1_012_345.678", "1_000_000, 985_000_000, 985_000",
        "1_000_000, 900_000_000, 1_000_000"})
    void shouldTrustTheThreadsAsLongAsTheySayWhatTheTicksSay(final String ticks, final String threads,
        final String micros) {
        final CpuTime before = new CpuTime(10_000, 20_000, Map.of("1", 3L));
        final long user = Long.parseLong(ticks.replace("_", ""));
        final CpuTime after = new CpuTime(10_000 + user / 2, 20_000 + user / 2,
            Map.of("1", 3 + Long.parseLong(threads.replace("_", ""))));
        assertEquals(Double.parseDouble(micros.replace("_", "")), after.microsSince(before), 1e-6);
    }

    @Test
    void shouldGoByTheTicksWhereTheSystemTellsNoThreads() {
        final CpuTime before = new CpuTime(10_000, 0, Map.of("1", 10L));
        assertEquals(10_000, new CpuTime(20_000, 0, Map.of()).microsSince(before));
        assertEquals(10_000, new CpuTime(20_000, 0, Map.of("1", 10L)).microsSince(new CpuTime(10_000, 0, Map.of())));
    }

    @Test
    void shouldKeepToWhatLivingThreadsTookWhenAnotherOneHasEnded() {
        final CpuTime before = new CpuTime(100_000, 0, Map.of("1", 50_000_000L, "2", 15_000_000L));
        final CpuTime after = new CpuTime(140_000, 0, Map.of("1", 85_000_000L, "3", 2_000_000L));
        assertEquals(37_000, after.microsSince(before));
    }

    @Test
    @Timeout(300)
    @EnabledOnOs(OS.LINUX)
    void shouldGrowWhenTheProcessWorks() throws IOException {
        final long pid = ProcessHandle.current().pid();
        final CpuTime before = CpuTime.of(pid);
        CpuTime grown = before;
        while (grown.microsSince(before) <= 0) {
            grown = CpuTime.of(pid);
        }
        assertTrue(grown.microsSince(before) > 0, grown::toString);
    }
}
