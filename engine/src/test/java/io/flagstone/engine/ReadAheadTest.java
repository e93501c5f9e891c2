/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for many items at once. */
class ReadAheadTest {
    private final CacheBed bed = new CacheBed();
    private final BufferOperations operations = bed.cache.buffers();
    private final ReadAhead ahead = operations.newReadAhead();

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    private static ByteBuffer buffer(final byte[] key) {
        return ByteBuffer.allocateDirect(key.length).put(key);
    }

    @Test
    void shouldLeaveNoTraceWhenKeysArePresentAbsentOrAskedForTwice() {
        for (int i = 0; i < 10_000; i++) {
            assertEquals(StoreResult.STORED, bed.cache.set(key(i), bytes("value " + i), FOREVER));
        }
        final String before = bed.cache.stats().toString();
        for (int i = 0; i < 20_000; i += 3) {
            final byte[] key = key(i & ~1);
            if (!ahead.add(buffer(key), 0, key.length)) {
                ahead.fetch();
            }
        }
        ahead.fetch();
        ahead.fetch();
        assertEquals(before, bed.cache.stats().toString());
    }

    @Test
    void shouldSayWhenItIsFullAndRefuseMore() {
        final byte[] key = key(1);
        for (int i = 1; i < ReadAhead.CAPACITY; i++) {
            assertTrue(ahead.add(buffer(key), 0, key.length));
        }
        assertFalse(ahead.add(buffer(key), 0, key.length));
        assertThrows(IndexOutOfBoundsException.class, () -> ahead.add(buffer(key), 0, key.length));
        ahead.fetch();
        assertTrue(ahead.add(buffer(key), 0, key.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 251})
    void shouldRefuseAKeyThatNoItemCanHave(final int length) {
        final ByteBuffer buffer = ByteBuffer.allocate(300);
        final Throwable refusal = assertThrows(IllegalArgumentException.class, () -> ahead.add(buffer, 0, length));
        assertTrue(refusal.getMessage().contains("keyLength=" + length), refusal.getMessage());
    }

    @Test
    void shouldRefuseBytesOutsideOfTheBuffer() {
        assertThrows(IndexOutOfBoundsException.class, () -> ahead.add(ByteBuffer.allocate(9), 5, 5));
    }

    @Test
    void shouldThrowWhenTheCacheIsClosed() {
        try (CacheBed other = new CacheBed()) {
            final ReadAhead late = other.cache.buffers().newReadAhead();
            late.add(buffer(key(1)), 0, key(1).length);
            other.cache.close();
            assertThrows(IllegalStateException.class, late::fetch);
        }
    }
}
