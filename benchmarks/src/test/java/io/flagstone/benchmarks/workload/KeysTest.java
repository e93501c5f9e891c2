/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void shouldMakeEveryKeyDifferent() {
        final Set<String> seen = new HashSet<>();
        for (final byte[] key : Keys.range(0, 100_000)) {
            assertEquals(Keys.LENGTH, key.length);
            assertTrue(seen.add(new String(key, StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void shouldMakeTheSameKeyOfTheSameIndex() {
        assertArrayEquals(Keys.key(17), Keys.range(10, 10)[7]);
    }
}
