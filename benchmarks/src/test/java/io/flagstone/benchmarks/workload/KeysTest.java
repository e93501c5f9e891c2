/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    @Test
    void shouldWriteAndKnowTheSameBytesInABuffer() {
        final ByteBuffer buffer = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1000; i++) {
            Keys.write(i, buffer.clear().position(3));
            assertEquals(3 + Keys.LENGTH, buffer.position());
            assertArrayEquals(Keys.key(i), Arrays.copyOfRange(buffer.array(), 3, 3 + Keys.LENGTH));
            assertTrue(Keys.matches(i, buffer, 3));
            assertFalse(Keys.matches(i + 1, buffer, 3));
        }
    }
}
