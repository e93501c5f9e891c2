/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory limit raised and lowered while the cache is in use. */
class ByteCacheResizeTest {
    private static CacheBed bed(final int kilobytes) {
        return new CacheBed(builder -> builder.memoryLimit(kilobytes << 10).maximumItemSize(4 << 10));
    }

    private static int fill(final CacheBed bed, final int first, final int length) {
        int number = first;
        final long evictions = bed.cache.stats().evictions();
        while (bed.cache.stats().evictions() < evictions + 10) {
            assertEquals(StoreResult.STORED, bed.cache.set(key(number), pattern(length, number)));
            number++;
        }
        return number;
    }

    private static void settle(final CacheBed bed) {
        for (int i = 0; i < 20_000 && bed.cache.core.arena.isOverLimit(); i++) {
            bed.pass(Duration.ofMillis(100));
            bed.maintain();
        }
    }

    @ParameterizedTest
    @CsvSource({"4096,1024,100", "4096,64,100", "65536,8192,1000", "2048,2047,300", "1024,512,3000"})
    void shouldGiveUpMemoryWhenTheLimitIsLowered(final int before, final int after, final int length) {
        try (CacheBed bed = bed(before)) {
            final int stored = fill(bed, 0, length);
            final boolean possible = bed.cache.stats().indexBytes() <= after * 512L;

            assertEquals(possible, bed.cache.resize(after * 1024L));
            settle(bed);

            final CacheStats stats = bed.assertBooksBalance();
            assertEquals((possible ? after : before) * 1024L, stats.memoryLimit());
            for (int i = 0; i < stored; i++) {
                final byte[] value = bed.cache.get(key(i));
                if (value != null) {
                    assertArrayEquals(pattern(length, i), value);
                }
            }
            fill(bed, stored, length);
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldUseMoreMemoryWhenTheLimitIsRaised() {
        try (CacheBed bed = bed(1024)) {
            final int stored = fill(bed, 0, 100);
            final long items = bed.cache.stats().items();

            assertTrue(bed.cache.resize(16 << 20));
            final int more = fill(bed, stored, 100);

            final CacheStats stats = bed.assertBooksBalance();
            assertTrue(stats.items() > 14 * items, stats::toString);
            assertEquals(16 << 20, stats.memoryLimit());
            assertNotNull(bed.cache.get(key(more - 1)));
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldUseAgainWhatItGaveUp() {
        try (CacheBed bed = bed(1024)) {
            int stored = fill(bed, 0, 100);
            for (int round = 0; round < 4; round++) {
                assertTrue(bed.cache.resize(256 << 10));
                settle(bed);
                assertTrue(bed.assertBooksBalance().memoryUsed() <= 256 << 10);
                assertTrue(bed.cache.resize(2 << 20));
                stored = fill(bed, stored, 100 + 50 * round);
            }
            assertTrue(bed.assertBooksBalance().memoryUsed() > 2_000_000);
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldKeepTheHottestWhenTheLimitIsLowered() {
        try (CacheBed bed = bed(4096)) {
            final int stored = fill(bed, 0, 100);
            for (int i = stored - 2_000; i < stored; i++) {
                assertNotNull(bed.cache.get(key(i)));
            }
            assertTrue(bed.cache.resize(2 << 20));
            settle(bed);

            int left = 0;
            for (int i = stored - 2_000; i < stored; i++) {
                left += bed.cache.contains(key(i)) ? 1 : 0;
            }
            assertEquals(2_000, left);
        }
    }

    @Test
    void shouldGiveUpWhatIsPinnedWhenItIsLetGo() {
        try (CacheBed bed = bed(1024)) {
            fill(bed, 0, 300);
            int pinned = 0;
            final ValueView[] views = new ValueView[2_000];
            for (int i = 0; i < views.length; i++) {
                views[i] = bed.cache.view(key(1_000 + i));
                pinned += views[i] != null ? 1 : 0;
            }
            assertTrue(pinned > 1_000, "pinned=" + pinned);
            bed.cache.resize(128 << 10);
            for (int i = 0; i < 5_000; i++) {
                bed.maintain();
            }
            assertTrue(bed.cache.core.arena.isOverLimit());
            for (int i = 0; i < views.length; i++) {
                if (views[i] != null) {
                    assertArrayEquals(pattern(300, 1_000 + i), views[i].toByteArray());
                    views[i].close();
                }
            }
            settle(bed);
            assertTrue(bed.assertBooksBalance().memoryUsed() <= 128 << 10);
            bed.assertAllComesBack();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, (64 << 10) - 1, (16 << 20) + 1, Long.MAX_VALUE})
    void shouldRefuseLimit(final long bytes) {
        try (CacheBed bed = bed(1024)) {
            assertEquals("memoryLimit must hold two items of the maximumItemSize and be within the builder's"
                + " maximumMemoryLimit, 65536 to 16777216 bytes: memoryLimit=" + bytes,
                assertThrows(IllegalArgumentException.class, () -> bed.cache.resize(bytes)).getMessage());
            assertEquals(1 << 20, bed.cache.stats().memoryLimit());
        }
    }

    @Test
    void shouldRefuseLimitThatDoesNotHoldTheLargestItemTwice() {
        try (CacheBed bed = new CacheBed(b -> b.memoryLimit(4 << 20).maximumItemSize(1 << 20))) {
            assertThrows(IllegalArgumentException.class, () -> bed.cache.resize((2 << 20) - 1));
            assertTrue(bed.cache.resize(2 << 20));
        }
    }

    @Test
    void shouldRaiseAsFarAsTheBuilderWasTold() {
        try (CacheBed bed = new CacheBed(b -> b.memoryLimit(1 << 20).maximumMemoryLimit(2 << 20))) {
            assertTrue(bed.cache.resize(2 << 20));
            assertThrows(IllegalArgumentException.class, () -> bed.cache.resize((2 << 20) + 1));
        }
        final ByteCacheBuilder builder = ByteCache.builder().memoryLimit(2 << 20).maximumMemoryLimit(1 << 20);
        assertEquals("maximumMemoryLimit must be at least memoryLimit: maximumMemoryLimit=1048576 memoryLimit=2097152",
            assertThrows(IllegalArgumentException.class, builder::build).getMessage());
        assertEquals("maximumMemoryLimit must be 64 KiB to 256 GiB: maximumMemoryLimit=1",
            assertThrows(IllegalArgumentException.class, () -> builder.maximumMemoryLimit(1)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"64,8", "33000,8", "34359738368,16", "34000000000,8", "274877906944,128"})
    void shouldMakeNoChunkCoarserForARaiseThatNobodyAskedFor(final long bytes, final int granule) {
        try (CacheBed bed = new CacheBed(b -> b.memoryLimit(Math.max(64 << 10, bytes)))) {
            assertEquals(granule, bed.cache.core.arena.granule());
        }
    }

    @Test
    void shouldStayWholeWhileTheLimitChangesUnderReadersAndWriters() throws InterruptedException {
        try (CacheBed bed = bed(1024)) {
            final Crew crew = new Crew();
            crew.add(2, () -> {
                final Random random = new Random(Thread.currentThread().getId());
                for (int i = 0; i < 60_000 && !crew.hasFailed(); i++) {
                    final int key = random.nextInt(6_000);
                    final byte[] value = bed.cache.get(key(key));
                    assertTrue(value == null || TellTale.flaw(key, value) == null);
                    if (value == null || random.nextInt(4) == 0) {
                        bed.cache.set(key(key), TellTale.make(key, i, random.nextInt(400)));
                    }
                }
            }).add(1, () -> {
                final Random random = new Random(1);
                for (int i = 0; i < 100 && !crew.hasFailed(); i++) {
                    bed.cache.resize(128 + random.nextInt(2_000) << 10);
                    for (int j = 0; j < 200; j++) {
                        bed.maintain();
                    }
                }
            }).run();
            settle(bed);
            assertFalse(bed.cache.core.arena.isOverLimit());
            bed.assertAllComesBack();
        }
    }
}
