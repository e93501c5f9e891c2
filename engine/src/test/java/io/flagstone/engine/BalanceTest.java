/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which slab class gets a page of which other one. */
class BalanceTest {
    private static final int SMALL = 50;
    private static final int LARGE = 250;

    private final CacheBed bed = new CacheBed(builder -> builder.memoryLimit(1 << 20).evictionPolicy(EvictionPolicy.LRU)
        .automaticBalance(false));
    private final ByteCache cache = bed.cache;
    private int stored;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    private void fill(final int length) {
        final long evictions = cache.stats().evictions();
        while (cache.stats().evictions() == evictions) {
            store(length, 1);
        }
    }

    private void store(final int length, final int items) {
        for (int i = 0; i < items; i++) {
            assertEquals(StoreResult.STORED, cache.set(key(stored), pattern(length, stored)));
            stored++;
        }
    }

    private int classOf(final int length) {
        return cache.core.table.classFor(24 + key(100_000).length + length);
    }

    private int pages(final int length) {
        return cache.core.slabs.pages(classOf(length));
    }

    private void settle() {
        for (int i = 0; i < 100; i++) {
            bed.maintain();
        }
    }

    @Test
    void shouldTellOfPagesThatMoveAndOfOneThatCannot() {
        fill(SMALL);
        store(LARGE, 1);
        final List<String> told = new ArrayList<>();
        final PageMoveObserver observer = (from, to, moved) -> told.add(from + " " + to + " " + moved);
        cache.addPageMoveObserver(observer);
        cache.reassignPage(classOf(SMALL), classOf(LARGE));
        settle();
        cache.reassignPage(classOf(SMALL), 0);
        settle();
        assertEquals(List.of(classOf(SMALL) + " " + classOf(LARGE) + " true", classOf(SMALL) + " 0 true"), told);
        cache.removePageMoveObserver(observer);
        assertFalse(cache.isMovingPage());
        cache.reassignPage(classOf(SMALL), classOf(LARGE));
        assertTrue(cache.isMovingPage());
        settle();
        assertEquals(2, told.size());
    }

    @Test
    void shouldLetNoPageGoUnaskedWhenSwitchedOff() {
        fill(SMALL);
        final int before = pages(SMALL);
        store(LARGE, 5_000);
        settle();

        assertTrue(pages(SMALL) > before - 10, "before=" + before + " pages=" + pages(SMALL));
        assertEquals(1, pages(LARGE));
        assertFalse(cache.automaticBalance());
    }

    @ParameterizedTest
    @CsvSource({"50,250", "250,50", "100,101000", "50,60"})
    void shouldGivePagesToWhereItemsAreStored(final int first, final int second) {
        try (CacheBed lively = new CacheBed(b -> b.memoryLimit(1 << 20).maximumItemSize(1 << 18)
                .evictionPolicy(EvictionPolicy.LRU))) {
            int number = 0;
            while (lively.cache.stats().evictions() < 10) {
                lively.cache.set(key(number++), pattern(first, 1));
            }
            for (int i = 0; i < 20_000 && i * (long) second < 40 << 20; i++) {
                assertEquals(StoreResult.STORED, lively.cache.set(key(number++), pattern(second, 1)));
            }
            final CacheStats stats = lively.assertBooksBalance();
            assertTrue(stats.itemBytes() > stats.memoryLimit() * 6 / 10, stats::toString);
            int found = 0;
            for (int i = 1; i <= 30_000 / second; i++) {
                found += lively.cache.contains(key(number - i)) ? 1 : 0;
            }
            assertEquals(30_000 / second, found, stats::toString);
            lively.assertAllComesBack();
        }
    }

    @Test
    void shouldTakeAnEmptyPageOfAnyClassBeforeItEvicts() {
        fill(SMALL);
        for (int i = 0; i < stored; i++) {
            cache.delete(key(i));
        }
        final long evictions = cache.stats().evictions();

        store(LARGE, 2_000);

        assertEquals(evictions, cache.stats().evictions());
        assertTrue(pages(LARGE) > 500, "pages=" + pages(LARGE));
    }

    @Test
    void shouldGiveBackPagesThatAClassHasNoUseFor() {
        cache.automaticBalance(true);
        fill(SMALL);
        final int before = pages(SMALL);
        final BitSet kept = new BitSet();
        for (int i = 0; i < stored; i++) {
            if (i % 2 == 0) {
                cache.delete(key(i));
            } else {
                kept.set(i, cache.contains(key(i)));
            }
        }
        for (int i = 0; i < 300; i++) {
            bed.pass(Duration.ofMillis(100));
            bed.maintain();
        }
        assertTrue(pages(SMALL) < before - 50, "before=" + before + " pages=" + pages(SMALL));
        assertTrue(cache.stats().pooledPages() > 50, cache.stats()::toString);
        assertTrue(kept.cardinality() > stored / 3, "kept=" + kept.cardinality() + " stored=" + stored);
        kept.stream().forEach(i -> assertTrue(cache.contains(key(i)), "i=" + i));
    }

    @Test
    void shouldReassignPageWhenAsked() {
        fill(SMALL);
        final int before = pages(SMALL);

        assertEquals(ReassignResult.OK, cache.reassignPage(classOf(SMALL), classOf(LARGE)));
        settle();
        assertEquals(before - 1, pages(SMALL));
        assertEquals(1, pages(LARGE));

        assertEquals(ReassignResult.OK, cache.reassignPage(-1, classOf(LARGE)));
        settle();
        assertEquals(2, pages(LARGE));

        assertEquals(ReassignResult.OK, cache.reassignPage(classOf(SMALL), 0));
        settle();
        assertEquals(before - 3, pages(SMALL));
        assertEquals(1, cache.stats().pooledPages());
    }

    @Test
    void shouldBeBusyWhileAPageIsOnItsWay() {
        try (CacheBed large = new CacheBed(b -> b.memoryLimit(64 << 20))) {
            int number = 0;
            while (large.cache.stats().memoryUsed() < 1 << 20) {
                large.cache.set(key(number++), pattern(SMALL, 1));
            }
            final int classId = classOf(SMALL);
            assertEquals(ReassignResult.OK, large.cache.reassignPage(classId, classId + 1));
            assertEquals(ReassignResult.BUSY, large.cache.reassignPage(classId, classId + 1));
            large.assertBooksBalance();
            for (int i = 0; i < 100; i++) {
                large.maintain();
            }
            assertEquals(ReassignResult.OK, large.cache.reassignPage(classId, classId + 1));
            large.assertAllComesBack();
        }
    }

    @Test
    void shouldRefuseToReassignWhatCannotBe() {
        store(SMALL, 1);
        final int id = classOf(SMALL);
        final int classes = cache.core.table.classes();

        assertEquals(ReassignResult.NOSPARE, cache.reassignPage(id, id + 1));
        assertEquals(ReassignResult.NOSPARE, cache.reassignPage(id + 1, id));
        assertEquals(ReassignResult.NOSPARE, cache.reassignPage(-1, id));
        assertEquals(ReassignResult.SAME, cache.reassignPage(id, id));
        for (final int wrong : new int[] {Integer.MIN_VALUE, -2, classes + 1, 254, Integer.MAX_VALUE}) {
            assertEquals(ReassignResult.BADCLASS, cache.reassignPage(wrong, id));
            assertEquals(ReassignResult.BADCLASS, cache.reassignPage(id, wrong));
        }
        assertEquals(ReassignResult.NOSPARE, cache.reassignPage(0, id));
        assertEquals(ReassignResult.SAME, cache.reassignPage(0, 0));
        assertEquals(ReassignResult.BADCLASS, cache.reassignPage(id, -1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.001, 1.05, 2})
    void shouldStoreEverySizeWhenThereAreMoreClassesThanPages(final double factor) {
        try (CacheBed tiny = new CacheBed(b -> b.memoryLimit(1 << 16).growthFactor(factor).minimumChunk(1))) {
            for (int round = 0; round < 5; round++) {
                for (int length = 0; length < 3_900; length += 7) {
                    assertEquals(StoreResult.STORED, tiny.cache.set(key(length), pattern(length, length)),
                        "length=" + length + " " + tiny.cache.stats());
                    assertArrayEquals(pattern(length, length), tiny.cache.get(key(length)));
                }
            }
            tiny.assertAllComesBack();
        }
    }

    @Test
    void shouldReassignUpToClass254() {
        try (CacheBed fine = new CacheBed(b -> b.memoryLimit(1 << 30).growthFactor(1.001).minimumChunk(1))) {
            assertEquals(254, fine.cache.core.table.classes());
            for (int i = 0; i < 40_000; i++) {
                fine.cache.set(key(i), pattern(1, i));
            }
            final int id = fine.cache.core.table.classFor(24 + 9 + 1);
            assertEquals(ReassignResult.OK, fine.cache.reassignPage(id, 254));
            for (int i = 0; i < 5_000; i++) {
                fine.maintain();
            }
            assertEquals(1, fine.slabClass(254).pages());
            fine.cache.set(key(1), pattern(60_000, 1));
            assertArrayEquals(pattern(60_000, 1), fine.cache.get(key(1)));
            fine.assertAllComesBack();
        }
    }
}
