/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the memory is used up and items give way. */
class ByteCacheEvictionTest {
    private final CacheBed bed = new CacheBed(builder -> builder.memoryLimit(2 << 20).maximumItemSize(1 << 20));
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    private void set(final int number, final int length) {
        assertEquals(StoreResult.STORED, cache.set(key(number), pattern(length, number)), "number=" + number);
    }

    @ParameterizedTest
    @CsvSource({"0,60000", "1,60000", "100,30000", "1000,10000", "10000,2000", "32000,1000", "50000,500", "500000,50"})
    void shouldGoOnStoringWhenMemoryIsUsedUp(final int length, final int items) {
        for (int i = 0; i < items; i++) {
            set(i, length);
        }

        final CacheStats stats = bed.assertBooksBalance();
        assertEquals(items, stats.totalItems());
        assertEquals(items, stats.items() + stats.evictions());
        assertEquals(stats.evictions(), stats.evictedUnfetched());
        assertTrue(stats.evictions() > 0 && stats.items() > 0, stats::toString);
        assertTrue(stats.memoryUsed() > stats.memoryLimit() - 4 * stats.pageSize(), stats::toString);
        int found = 0;
        for (int i = 0; i < items; i++) {
            final byte[] value = cache.get(key(i));
            if (value != null) {
                assertArrayEquals(pattern(length, i), value);
                found++;
            }
        }
        assertEquals(stats.items(), found);
        assertNotNull(cache.get(key(items - 1)));
    }

    @Test
    void shouldKeepWhatIsAskedFor() {
        final int hot = 200;
        for (int i = 0; i < hot; i++) {
            set(i, 470);
        }
        for (int i = 0; i < 40_000; i++) {
            set(hot + i, 470);
            if (i % 10 == 0) {
                assertNotNull(cache.get(key(i / 10 % hot)), "i=" + i);
            }
        }

        for (int i = 0; i < hot; i++) {
            assertArrayEquals(pattern(470, i), cache.get(key(i)));
        }
        assertTrue(cache.stats().promotions() >= hot);
    }

    @Test
    void shouldKeepWhatIsAskedForWithoutACopyAndWhatIsOverwritten() {
        set(1, 470);
        set(2, 470);
        set(3, 470);
        final byte[] target = new byte[470];
        for (int i = 10; i < 20_000; i++) {
            set(i, 470);
            if (i % 500 == 0) {
                assertEquals(470, cache.get(key(1), target, 0), "i=" + i);
                assertEquals(StoreResult.STORED, cache.replace(key(2), pattern(470, i)), "i=" + i);
                assertEquals(TouchResult.TOUCHED, cache.touch(key(3), FOREVER), "i=" + i);
            }
        }
        assertTrue(cache.stats().evictions() > 10_000);
    }

    @Test
    void shouldSurviveScan() {
        for (int i = 0; i < 1_000; i++) {
            set(i, 500);
            cache.get(key(i));
        }
        for (int i = 1_000; i < 30_000; i++) {
            set(i, 500);
        }

        int left = 0;
        for (int i = 0; i < 1_000; i++) {
            left += cache.contains(key(i)) ? 1 : 0;
        }
        assertTrue(left > 900, "left=" + left);
    }

    @Test
    void shouldCountWhatIsEvicted() {
        int stored = 0;
        while (cache.stats().evictions() == 0) {
            cache.set(key(stored), pattern(450, stored), SECOND.multipliedBy(stored % 2 * 1_000));
            stored++;
        }
        bed.pass(SECOND.multipliedBy(100));
        for (int i = 0; i < 10; i++) {
            set(stored + i, 450);
        }
        SlabClassStats stats = bed.onlyClass();
        final long evicted = stats.evicted();
        assertTrue(evicted >= 11 && evicted < 30, "what is remembered may take a page: " + stats);
        assertEquals(evicted, stats.evictedUnfetched(), stats::toString);
        assertEquals(evicted / 2, stats.evictedNonzero(), stats::toString);
        assertEquals(100, stats.evictedTime(), stats::toString);

        for (int i = 0; i < stored; i++) {
            cache.get(key(i));
        }
        for (int i = 0; i < 3 * stored; i++) {
            set(stored + 10 + i, 450);
        }
        stats = bed.onlyClass();
        assertTrue(stats.evictedUnfetched() > evicted, stats::toString);
        assertTrue(stats.evicted() > stats.evictedUnfetched(), stats::toString);
    }

    @Test
    void shouldCountDeadItemsThatMakeRoomAsReclaimed() {
        int stored = 0;
        while (cache.stats().evictions() == 0) {
            cache.set(key(stored), pattern(450, stored), SECOND);
            stored++;
        }
        // More than one if the index was the first to need a page, which depends on how the keys are hashed.
        final CacheStats before = cache.stats();
        bed.pass(SECOND);
        for (int i = 0; i < 1_000; i++) {
            set(stored + i, 450);
        }

        final CacheStats stats = cache.stats();
        assertEquals(before.evictions(), stats.evictions(), () -> "living items went: " + before + ' ' + stats);
        assertEquals(1_000, stats.reclaimed(), 100, () -> "one for each store, and those of a page or two: " + stats);
        assertEquals(stats.reclaimed(), stats.expiredUnfetched(), stats::toString);
        for (int i = 0; i < 1_000; i++) {
            assertNotNull(cache.get(key(stored + i)));
        }
    }

    @ParameterizedTest
    @CsvSource({"100,10000", "10000,200", "100,100000", "300000,100", "1000,1200", "40000,30000"})
    void shouldMovePagesWhenSizesShift(final int first, final int second) {
        int number = 0;
        while (cache.stats().evictions() < 50) {
            set(number++, first);
        }
        final int start = number;
        for (int i = 0; i < 500; i++) {
            set(number++, second);
        }

        final CacheStats stats = bed.assertBooksBalance();
        assertTrue(stats.pagesMoved() > 0, stats::toString);
        int found = 0;
        for (int i = start; i < number; i++) {
            found += cache.contains(key(i)) ? 1 : 0;
        }
        assertTrue(found > 0, stats::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldStoreEverySizeAfterEveryOther(final long seed) {
        final Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            set(random.nextInt(1_000), (int) Math.exp(random.nextDouble() * Math.log(900_000)));
            if (i % 500 == 0) {
                bed.assertBooksBalance();
            }
        }
    }

    @Test
    void shouldEvictAcrossStripes() {
        try (CacheBed large = CacheBed.ofMegabytes(64)) {
            for (int i = 0; i < 200; i++) {
                assertEquals(StoreResult.STORED, large.cache.set(key(i), pattern(400_000, i)));
            }
            for (int i = 0; i < 50_000; i++) {
                assertEquals(StoreResult.STORED, large.cache.set(key(i), pattern(100, i)));
            }
            final CacheStats stats = large.assertBooksBalance();
            assertEquals(50_200, stats.totalItems());
            assertTrue(stats.evictions() > 0, stats::toString);
            large.assertAllComesBack();
        }
    }
}
