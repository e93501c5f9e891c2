/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ByteCacheStatsTest {
    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    @Test
    void shouldBeAllZeroWhenNew() {
        final CacheStats stats = bed.assertBooksBalance();

        assertEquals(List.of(), stats.slabClasses());
        assertEquals(0, stats.hits() + stats.misses() + stats.expiredGets() + stats.flushedGets() + stats.items()
            + stats.itemBytes() + stats.totalItems() + stats.evictions() + stats.evictedUnfetched()
            + stats.reclaimed() + stats.expiredUnfetched() + stats.promotions() + stats.secondChances()
            + stats.pagesMoved() + stats.pooledPages());
        assertEquals(1.0, stats.hitRate());
        final int stripes = CacheCore.stripeCount(64 << 20, Runtime.getRuntime().availableProcessors());
        assertEquals(stripes, stats.indexBuckets());
        assertEquals(65_536, stats.indexBytes());
        assertEquals(65_536, stats.memoryUsed());
        assertEquals(64 << 20, stats.memoryLimit());
    }

    @Test
    void shouldCountItemsAndTheirBytes() {
        cache.set(bytes("a"), pattern(10, 1));
        assertEquals(24 + 1 + 10, cache.stats().itemBytes());
        cache.set(bytes("bb"), pattern(20, 1), 1, FOREVER);
        assertEquals(35 + 24 + 4 + 2 + 20, cache.stats().itemBytes());
        cache.set(bytes("ccc"), pattern(30, 1), 1, SECOND);
        assertEquals(85 + 24 + 12 + 4 + 3 + 30, cache.stats().itemBytes());
        cache.set(bytes("a"), pattern(11, 1));
        assertEquals(159, cache.stats().itemBytes());
        cache.set(bytes("dddd"), pattern(100_000, 1), 0, FOREVER);
        assertEquals(159 + 24 + 12 + 8 + 4 + 100_000, cache.stats().itemBytes());
        assertEquals(4, cache.stats().items());
        assertEquals(5, cache.stats().totalItems());

        cache.delete(bytes("dddd"));
        cache.append(bytes("a"), bytes("12345"));
        assertEquals(164, cache.stats().itemBytes());
        cache.touch(bytes("a"), SECOND);
        assertEquals(176, cache.stats().itemBytes());
        bed.pass(SECOND.multipliedBy(2));
        bed.maintain();
        assertEquals(24 + 4 + 2 + 20, cache.stats().itemBytes());
        assertEquals(1, cache.stats().items());
        assertEquals(6, cache.stats().totalItems());
    }

    @Test
    void shouldCountEveryChangeOfAValueAsStored() {
        bed.set("n", "9");
        bed.increment("n", 1);
        bed.increment("n", 1);
        cache.append(bytes("n"), bytes("0"));
        cache.replace(bytes("n"), bytes("x"));
        cache.add(bytes("n"), bytes("x"));

        assertEquals(4, cache.stats().totalItems());
    }

    @Test
    void shouldTellChunksByClass() {
        for (int i = 0; i < 1_000; i++) {
            cache.set(key(i), pattern(20, i));
        }
        final SlabClassStats small = bed.onlyClass();
        assertEquals(1, small.classId());
        assertEquals(72, small.chunkSize());
        assertEquals(65_536 / 72, small.chunksPerPage());
        assertEquals(2, small.pages());
        assertEquals(1_000, small.usedChunks());
        assertEquals(2 * small.chunksPerPage() - 1_000, small.freeChunks());
        assertEquals(1_000, small.items());
        assertEquals(1_000, small.stored());

        cache.set(bytes("chained"), pattern(2 * 16_384, 1));
        final List<SlabClassStats> classes = cache.stats().slabClasses();
        final SlabClassStats large = classes.get(classes.size() - 1);
        assertEquals(16_384, large.chunkSize());
        assertEquals(2, large.usedChunks());
        assertEquals(1, large.items());
        assertEquals(3, classes.size());
        assertEquals(1, classes.get(1).usedChunks());
        assertEquals(0, classes.get(1).items());
    }

    @Test
    void shouldTellIdleTimeOfTheOldest() {
        bed.set("a", "1");
        bed.pass(SECOND.multipliedBy(5));
        bed.set("b", "1");
        assertEquals(5, bed.onlyClass().oldestIdle());
        bed.pass(SECOND.multipliedBy(5));
        assertEquals(10, bed.onlyClass().oldestIdle());
        bed.get("a");
        bed.get("b");
        bed.pass(SECOND);
        assertEquals(1, bed.onlyClass().oldestIdle());
    }

    @Test
    void shouldCountWhatHappensToItems() {
        bed.set("a", "1");
        cache.delete(bytes("a"));
        cache.delete(bytes("a"));
        cache.set(bytes("b"), bytes("1"), SECOND);
        cache.set(bytes("c"), bytes("1"), SECOND);
        bed.get("c");
        bed.pass(SECOND.multipliedBy(2));
        bed.maintain();
        bed.set("d", "1");
        cache.flush();
        bed.get("d");
        bed.maintain();

        final CacheStats stats = bed.assertBooksBalance();
        assertEquals(3, stats.reclaimed());
        assertEquals(1, stats.expiredUnfetched());
        assertEquals(1, stats.flushedGets());
        assertEquals(1, stats.slabClasses().stream().mapToLong(SlabClassStats::deleteHits).sum());
    }

    @Test
    void shouldGrowIndexWithItems() {
        for (int i = 0; i < 30_000; i++) {
            cache.set(key(i), pattern(1, i));
        }
        final CacheStats stats = bed.assertBooksBalance();

        assertTrue(stats.indexBuckets() >= 30_000 / 11, stats::toString);
        assertTrue(stats.indexBytes() >= stats.indexBuckets() * 64, stats::toString);
        assertTrue(stats.indexBytes() < 30_000 * 12, stats::toString);
    }
}
