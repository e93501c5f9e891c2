/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCacheBuilderTest {
    private final ByteCacheBuilder builder = ByteCache.builder();

    private static void assertRefused(final String message, final Runnable setting) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, setting::run).getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, (64L << 10) - 1, (256L << 30) + 1, Long.MAX_VALUE})
    void shouldRefuseMemoryLimit(final long bytes) {
        assertRefused("memoryLimit must be 64 KiB to 256 GiB"
            + (bytes > 0 ? "" : " (for 4 GiB write 4L << 30: as an int, 4 << 30 is 0)") + ": memoryLimit=" + bytes,
            () -> builder.memoryLimit(bytes));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0, 0.9, 0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseGrowthFactor(final double factor) {
        assertRefused("growthFactor must be > 1.0: growthFactor=" + factor, () -> builder.growthFactor(factor));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 16_385, Integer.MAX_VALUE})
    void shouldRefuseMinimumChunk(final int bytes) {
        assertRefused("minimumChunk must be 1 to 16384: minimumChunk=" + bytes, () -> builder.minimumChunk(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_023, (1 << 30) + 1, Integer.MAX_VALUE})
    void shouldRefuseMaximumItemSize(final int bytes) {
        assertRefused("maximumItemSize must be 1024 to 1 GiB: maximumItemSize=" + bytes,
            () -> builder.maximumItemSize(bytes));
    }

    @Test
    void shouldRefuseChunkSizesThatAreNone() {
        assertRefused("largestChunk must be at least 1024: largestChunk=1023", () -> builder.largestChunk(1023));
        assertRefused("slabSizes must be > 24 and ascending: slabSizes=[24]", () -> builder.slabSizes(List.of(24)));
        assertRefused("slabSizes must be > 24 and ascending: slabSizes=[100, 100]",
            () -> builder.slabSizes(List.of(100, 100)));
        assertRefused("slabSizes must be at most 253: slabSizes=254",
            () -> builder.slabSizes(Collections.nCopies(254, 25)));
        assertRefused("slabSizes must be at most the largest chunk, which is 16384 with this memory limit: "
            + "slabSizes=16385", () -> builder.slabSizes(List.of(16_385)).build());
    }

    @Test
    void shouldCutTheChunksThatAreAskedFor() {
        try (CacheBed bed = new CacheBed(b -> b.memoryLimit(64 << 20).slabSizes(List.of(100, 1000))
                .largestChunk(4096))) {
            for (final int length : new int[] {10, 70, 80, 900, 1000, 4000, 4096, 100_000}) {
                assertEquals(StoreResult.STORED, bed.cache.set(CacheBed.key(length), pattern(length, length)));
                assertArrayEquals(pattern(length, length), bed.cache.get(CacheBed.key(length)));
            }
            assertEquals(List.of(104, 1000, 4096),
                bed.cache.stats().slabClasses().stream().map(SlabClassStats::chunkSize).toList());
            assertEquals(4096, bed.cache.stats().largestChunk());
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldRefuseItemsLargerThanHalfOfTheMemory() {
        builder.memoryLimit(4 << 20).maximumItemSize((2 << 20) + 1);

        assertRefused("maximumItemSize must be at most half of memoryLimit: maximumItemSize=2097153 "
            + "memoryLimit=4194304", builder::build);
        builder.maximumItemSize(2 << 20).build().close();
    }

    @Test
    void shouldRefuseNoClock() {
        assertEquals("clock must not be null",
            assertThrows(NullPointerException.class, () -> builder.clock(null)).getMessage());
    }

    @Test
    void shouldRefuseNoEvictionPolicy() {
        assertEquals("evictionPolicy must not be null",
            assertThrows(NullPointerException.class, () -> builder.evictionPolicy(null)).getMessage());
    }

    @Test
    void shouldBeChained() {
        assertSame(builder, builder.memoryLimit(1 << 20));
        assertSame(builder, builder.growthFactor(1.25));
        assertSame(builder, builder.minimumChunk(48));
        assertSame(builder, builder.largestChunk(1024));
        assertSame(builder, builder.slabSizes(List.of()));
        assertSame(builder, builder.maximumItemSize(1024));
        assertSame(builder, builder.evictions(true));
        assertSame(builder, builder.evictionPolicy(EvictionPolicy.LRU));
        assertSame(builder, builder.clock(() -> 0));
        assertSame(builder, builder.callerMaintains());
    }

    @Test
    void shouldHaveTheDefaultsItTells() {
        try (ByteCache cache = ByteCache.builder().build()) {
            assertEquals(64L << 20, cache.stats().memoryLimit());
            cache.set(bytes("key"), pattern(10, 1));
            assertEquals(24 + 48, cache.stats().slabClasses().get(0).chunkSize());
            assertEquals(StoreResult.STORED, cache.set(bytes("key"), new byte[(1 << 20) - 39]));
            assertEquals(StoreResult.TOO_LARGE, cache.set(bytes("key"), new byte[(1 << 20) - 38]));
        }
    }

    @ParameterizedTest
    @CsvSource({"64,1024", "65,1024", "1024,1024", "2047,1024", "2048,2048", "8192,8192", "65536,65536", "66560,65536",
        "131072,131072", "1047552,524288", "1048576,1048576", "268435456,1048576"})
    void shouldCutPagesThatFitTheMemory(final long kilobytes, final int pageSize) {
        try (CacheBed bed = new CacheBed(b -> b.memoryLimit(kilobytes << 10))) {
            assertEquals(pageSize, bed.cache.stats().pageSize());
            bed.set("key", "value");
            bed.assertValue("key", "value");
            bed.assertAllComesBack();
        }
    }

    @ParameterizedTest
    @CsvSource({"1048576,1.001,1,1024", "1048576,1.05,16384,524288", "1073741824,1.01,1,536870912",
        "1073741825,2,48,1024", "4194304,1000000,48,1048576", "274877906944,1.25,48,1073741824",
        "34359738368,1.05,48,1048576", "68719476736,1.05,1,1048576"})
    void shouldStoreWithExtremeSettings(final long limit, final double factor, final int chunk, final int item) {
        try (CacheBed bed = new CacheBed(b -> b.memoryLimit(limit).growthFactor(factor).minimumChunk(chunk)
                .maximumItemSize(item))) {
            for (int length = 0; length < Math.min(item - 300, 200_000); length = length * 3 / 2 + 1) {
                assertEquals(StoreResult.STORED, bed.cache.set(CacheBed.key(length), pattern(length, length)));
                assertArrayEquals(pattern(length, length), bed.cache.get(CacheBed.key(length)));
            }
            assertTrue(bed.cache.stats().slabClasses().stream().allMatch(c -> c.classId() > 0 && c.classId() < 255));
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldMakeCachesThatKnowNothingOfEachOther() {
        builder.memoryLimit(1 << 20).callerMaintains().clock(() -> 0);
        try (ByteCache first = builder.build(); ByteCache second = builder.build()) {
            first.set(bytes("key"), bytes("1"));

            assertEquals(0, second.stats().items());
            second.set(bytes("key"), bytes("2"));
            second.flush();
            assertEquals("1", new String(first.get(bytes("key")), StandardCharsets.US_ASCII));
        }
    }
}
