/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class AvailableMemoryTest {
    @Test
    void shouldReadWhatTheSystemTells() {
        assertEquals(5L << 10, AvailableMemory.of(List.of("MemTotal:  9 kB", "MemAvailable:       5 kB")));
        assertEquals(AvailableMemory.UNKNOWN, AvailableMemory.of(List.of("MemTotal:  9 kB")));
        assertEquals(AvailableMemory.UNKNOWN, AvailableMemory.of(List.of("MemAvailable: -5 kB")));
    }

    @Test
    void shouldRefuseToCommitMoreThanTheSystemHas() {
        AvailableMemory.require(5, 5);
        AvailableMemory.require(1L << 38, AvailableMemory.UNKNOWN);
        final Exception e = assertThrows(IllegalArgumentException.class, () -> AvailableMemory.require(6, 5));
        assertEquals("memoryLimit must be what the system has, to be committed at once: memoryLimit=6 available=5"
            + " prefault=true", e.getMessage());
    }

    @Test
    void shouldRefuseAMaximumThatNeedsALargeTableOfPages() {
        final ByteCacheBuilder builder = ByteCache.builder().memoryLimit(1 << 20).maximumMemoryLimit(2L << 30);
        final Exception e = assertThrows(IllegalArgumentException.class, builder::build);
        assertEquals("maximumMemoryLimit must be at most 1024 times memoryLimit, for whose pages it is cut:"
            + " maximumMemoryLimit=2147483648 memoryLimit=1048576", e.getMessage());
        builder.maximumMemoryLimit(1L << 30).build().close();
    }
}
