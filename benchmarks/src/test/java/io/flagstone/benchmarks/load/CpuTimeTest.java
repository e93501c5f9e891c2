/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CpuTimeTest {
    @Test
    void shouldFindTheFieldsWhenTheCommandHoldsBlanksAndParentheses() {
        final String stat = "17 (a (very) odd one) S 1 17 17 0 -1 4194560 1 2 3 4 250 130 7 8 20 0 5";
        assertEquals(new CpuTime(2_500_000, 1_300_000), CpuTime.parse(stat));
    }

    @Test
    @Timeout(60)
    @EnabledOnOs(OS.LINUX)
    void shouldGrowWhenTheProcessWorks() throws IOException {
        final long pid = ProcessHandle.current().pid();
        final CpuTime before = CpuTime.of(pid);
        CpuTime grown = before;
        while (grown.micros() == before.micros()) {
            grown = CpuTime.of(pid);
        }
        assertTrue(grown.micros() > before.micros(), grown::toString);
    }
}
