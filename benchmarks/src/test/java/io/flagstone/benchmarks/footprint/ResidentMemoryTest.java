/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
    private static final List<String> STATUS =
        List.of("Name:\tjava", "VmPeak:\t 9000000 kB", "VmHWM:\t  200 kB", "VmRSS:\t  123456 kB", "RssAnon:\t 7 kB");

    @Test
    void shouldReadTheFieldInBytes() throws IOException {
        assertEquals(123_456L << 10, ResidentMemory.field(STATUS, "VmRSS"));
        assertEquals(200L << 10, ResidentMemory.field(STATUS, "VmHWM"));
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertEquals("the system must tell VmSwap in /proc/self/status",
            assertThrows(IOException.class, () -> ResidentMemory.field(STATUS, "VmSwap")).getMessage());
    }
}
