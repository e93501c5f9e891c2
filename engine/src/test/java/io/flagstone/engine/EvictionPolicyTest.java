/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class EvictionPolicyTest {
    @ParameterizedTest
    @CsvSource({"S3_FIFO,s3-fifo", "SEGMENTED_LRU,segmented-lru", "LRU,lru"})
    void shouldFindThePolicyOfAName(final EvictionPolicy policy, final String name) {
        assertEquals(name, policy.policyName());
        assertSame(policy, EvictionPolicy.named(name));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"LRU", "s3_fifo", "lru "})
    void shouldRefuseAnotherName(final String name) {
        assertEquals("evictionPolicy must be one of s3-fifo, segmented-lru, lru: evictionPolicy=" + name,
            assertThrows(IllegalArgumentException.class, () -> EvictionPolicy.named(name)).getMessage());
    }

    @Test
    void shouldBeThree() {
        assertEquals(3, EvictionPolicy.values().length);
    }
}
