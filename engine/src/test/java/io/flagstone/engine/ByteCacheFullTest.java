/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache that evicts nothing. */
class ByteCacheFullTest {
    private final CacheBed bed = new CacheBed(builder -> builder.memoryLimit(2 << 20).maximumItemSize(1 << 20)
        .evictions(false));
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    private int fill(final int length) {
        int number = 0;
        while (cache.set(key(number), pattern(length, number)) == StoreResult.STORED) {
            number++;
        }
        return number;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 1_000, 30_000, 32_760, 40_000, 500_000})
    void shouldRefuseWhenFullAndKeepEverything(final int length) {
        final int stored = fill(length);

        assertEquals(StoreResult.OUT_OF_MEMORY, cache.set(key(stored), pattern(length, 1)));
        assertEquals(StoreResult.OUT_OF_MEMORY, cache.add(key(stored), pattern(length, 1)));
        final CacheStats stats = bed.assertBooksBalance();
        assertEquals(stored, stats.items());
        assertEquals(0, stats.evictions());
        assertTrue((long) stored * (length + 60) > 900_000, "stored=" + stored);
        for (int i = 0; i < stored; i++) {
            assertArrayEquals(pattern(length, i), cache.get(key(i)));
        }
    }

    @Test
    void shouldKeepOldValueWhenFull() {
        final int stored = fill(1_000);

        assertEquals(StoreResult.OUT_OF_MEMORY, cache.set(key(1), pattern(1_000, 99)));
        assertEquals(StoreResult.OUT_OF_MEMORY, cache.replace(key(1), pattern(1_000, 99)));

        assertArrayEquals(pattern(1_000, 1), cache.get(key(1)));
        assertEquals(stored, cache.stats().items());
    }

    @Test
    void shouldStoreAgainWhenMemoryComesBack() {
        final int stored = fill(1_000);

        assertEquals(DeleteResult.DELETED, cache.delete(key(5)));
        assertEquals(StoreResult.STORED, cache.set(bytes("one more"), pattern(1_000, 1)));
        assertEquals(StoreResult.OUT_OF_MEMORY, cache.set(bytes("another"), pattern(1_000, 1)));
        cache.flush();
        bed.maintain();
        assertEquals(stored, fill(1_000));
    }

    @Test
    void shouldStoreAgainWhenItemsHaveExpired() {
        int stored = 0;
        while (cache.set(key(stored), pattern(1_000, stored), SECOND) == StoreResult.STORED) {
            stored++;
        }
        bed.pass(SECOND.multipliedBy(2));
        bed.maintain();

        assertTrue(fill(1_000) >= stored);
    }

    @Test
    void shouldCountStoresThatFoundNoMemory() {
        fill(1_000);
        cache.set(bytes("a"), pattern(1_000, 1));
        cache.set(bytes("b"), pattern(1_000, 1));

        assertEquals(3, cache.stats().slabClasses().stream().mapToLong(SlabClassStats::outOfMemory).sum());
    }

    @Test
    void shouldLeaveNothingBehindWhenChainCannotBeFinished() {
        fill(30_000);
        cache.delete(key(1));
        cache.delete(key(2));
        final int used = bed.usedChunks();

        assertEquals(StoreResult.OUT_OF_MEMORY, cache.set(bytes("long"), pattern(900_000, 1)));

        assertEquals(used, bed.usedChunks());
        bed.assertBooksBalance();
    }
}
