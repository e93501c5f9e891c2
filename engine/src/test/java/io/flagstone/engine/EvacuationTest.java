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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page move does to the items of the page. */
class EvacuationTest {
    private final CacheBed bed = new CacheBed(builder -> builder.memoryLimit(1 << 20).maximumItemSize(1 << 18));
    private final ByteCache cache = bed.cache;
    private final CacheCore core = cache.core;
    private final Evacuation evacuation = new Evacuation(core, new ChunkSource(core));

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    private void set(final int number, final int length) {
        assertEquals(StoreResult.STORED, cache.set(key(number), pattern(length, number)), "number=" + number);
    }

    private SlabClassStats classOf(final int length) {
        return bed.slabClass(core.table.classFor(24 + key(0).length + length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 200, 280})
    void shouldMoveEveryItemWhenThereAreFreeChunks(final int length) {
        int stored = 0;
        while (cache.stats().slabClasses().stream().mapToInt(SlabClassStats::pages).sum() < 40) {
            set(stored++, length);
        }
        for (int i = 0; i < stored; i += 2) {
            cache.delete(key(i));
        }
        final SlabClassStats before = bed.onlyClass();

        for (int i = 0; i < 15; i++) {
            assertTrue(evacuation.movePage(before.classId(), 0), "page " + i);
        }

        final CacheStats stats = bed.assertBooksBalance();
        assertEquals(0, stats.evictions());
        assertEquals(15, stats.pagesMoved());
        assertEquals(before.pages() - 15, bed.onlyClass().pages());
        assertEquals(before.usedChunks(), bed.onlyClass().usedChunks());
        for (int i = 0; i < stored; i++) {
            final byte[] value = cache.get(key(i));
            if (i % 2 == 0) {
                assertNull(value);
            } else {
                assertArrayEquals(pattern(length, i), value);
            }
        }
    }

    /** The page stands still there as it does when the thread that empties it has lost its processor. */
    @Test
    void shouldTakeAnotherPageWhenTheOnlyOneOfAClassIsBeingEmptied() {
        int number = 0;
        while (cache.stats().evictions() == 0) {
            set(number++, 700);
        }
        set(number++, 40);
        final SlabClassStats small = classOf(40);
        assertEquals(1, small.pages());
        while (classOf(40).freeChunks() > 0) {
            set(number++, 40);
        }
        final int page = core.slabs.startDraining(small.classId());
        final long held = classOf(40).items();

        set(number++, 40);

        assertTrue(classOf(40).items() > held / 2, () -> "items=" + classOf(40).items() + " before=" + held);
        core.slabs.finishDraining(small.classId(), page, false);
    }

    @Test
    void shouldKeepWhatIsKnownOfAnItemThatMoves() {
        for (int i = 0; i < 400; i++) {
            assertEquals(StoreResult.STORED, cache.set(key(i), pattern(40, i), i, i % 2 == 0 ? FOREVER
                : SECOND.multipliedBy(10 + i)));
        }
        final List<CacheItem> items = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            items.add(cache.gets(key(i)));
        }
        for (int i = 0; i < 400; i += 5) {
            cache.delete(key(i));
        }
        final int classId = core.table.classFor(24 + 12 + 4 + 7 + 40);

        for (int i = 0; i < 4; i++) {
            assertTrue(evacuation.movePage(classId, 0));
        }

        for (int i = 0; i < 400; i++) {
            final CacheItem item = cache.gets(key(i));
            if (i % 5 == 0) {
                assertNull(item);
            } else {
                assertEquals(items.get(i).casUnique(), item.casUnique());
                assertEquals(i, item.flags());
                assertArrayEquals(pattern(40, i), item.value());
            }
        }
        bed.pass(SECOND.multipliedBy(210));
        bed.maintain();
        for (int i = 0; i < 400; i++) {
            assertEquals(i % 5 != 0 && (i % 2 == 0 || i > 200), cache.contains(key(i)), "i=" + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"5000,30", "700,200", "20000,10", "60000,5"})
    void shouldMovePartsOfChainedValues(final int length, final int items) {
        for (int i = 0; i < items; i++) {
            set(i, length);
        }
        for (int i = 0; i < items; i += 3) {
            cache.delete(key(i));
        }
        final int largest = core.table.classes();
        final int tail = cache.stats().slabClasses().get(0).classId();
        final int spare = bed.slabClass(largest).freeChunks() / bed.slabClass(largest).chunksPerPage();
        assertTrue(spare > 0);

        for (int i = 0; i < spare; i++) {
            assertTrue(evacuation.movePage(largest, 0), "page " + i);
        }
        evacuation.movePage(tail, 0);

        assertTrue(cache.stats().evictions() <= items / 3, cache.stats()::toString);
        for (int i = 0; i < items; i++) {
            final byte[] value = cache.get(key(i));
            if (value != null) {
                assertArrayEquals(pattern(length, i), value);
            }
        }
    }

    @Test
    void shouldLoseTheColdestWhenThePageHoldsTheHottest() {
        int stored = 0;
        while (cache.stats().evictions() == 0) {
            set(stored++, 200);
        }
        for (int i = 0; i < 200; i++) {
            cache.get(key(stored - 1 - i));
            cache.get(key(i + 10));
        }
        final int classId = classOf(200).classId();
        final int perPage = classOf(200).chunksPerPage();
        final long before = cache.stats().evictions();

        for (int i = 0; i < 20; i++) {
            assertTrue(evacuation.movePage(classId, 0));
        }

        // The chunks of one more page are out of reach if the stores began to empty it for the index.
        assertTrue(cache.stats().evictions() <= before + 21 * perPage, cache.stats()::toString);
        for (int i = 0; i < 200; i++) {
            assertNotNull(cache.get(key(stored - 1 - i)), "i=" + i);
            assertNotNull(cache.get(key(i + 10)), "i=" + i);
        }
    }

    @Test
    void shouldLeavePageWithPinnedItemAndTakeAnother() {
        int stored = 0;
        while (cache.stats().evictions() == 0) {
            set(stored++, 200);
        }
        final int classId = classOf(200).classId();
        final int pages = classOf(200).pages();
        final List<ValueView> views = new ArrayList<>();
        for (int i = stored - 200; i < stored; i += 10) {
            views.add(cache.view(key(i)));
        }
        int moved = 0;
        for (int i = 0; i < 3 * pages; i++) {
            moved += evacuation.movePage(classId, 0) ? 1 : 0;
        }
        // One more may be on its way already, which the stores began to empty for the index.
        final int left = classOf(200).pages();
        assertTrue(left > 0 && left <= views.size() + 1 && moved < pages, "moved=" + moved + " left=" + left);
        for (int i = 0; i < views.size(); i++) {
            assertArrayEquals(pattern(200, stored - 200 + i * 10), views.get(i).toByteArray());
            views.get(i).close();
        }
        bed.assertBooksBalance();
    }

    @Test
    void shouldMoveNothingWhenAllChunksArePinned() {
        try (CacheBed tiny = new CacheBed(builder -> builder.memoryLimit(1 << 16))) {
            final List<ValueView> views = new ArrayList<>();
            for (int i = 0; tiny.cache.stats().evictions() == 0; i++) {
                tiny.cache.set(key(i), pattern(200, i));
                final ValueView view = tiny.cache.view(key(i));
                if (view == null) {
                    break;
                }
                views.add(view);
            }
            final Evacuation moves = new Evacuation(tiny.cache.core, new ChunkSource(tiny.cache.core));
            final SlabClassStats only = tiny.onlyClass();
            for (int i = 0; i < 2 * only.pages(); i++) {
                assertFalse(moves.movePage(only.classId(), 0));
            }
            assertEquals(only, tiny.onlyClass());
            assertEquals(StoreResult.OUT_OF_MEMORY, tiny.cache.set(key(1_000_000), pattern(100, 1)));
            assertEquals(StoreResult.OUT_OF_MEMORY, tiny.cache.set(key(1_000_000), pattern(200, 1)));
            for (int i = 0; i < views.size(); i++) {
                assertArrayEquals(pattern(200, i), views.get(i).toByteArray());
                views.get(i).close();
            }
            assertEquals(StoreResult.STORED, tiny.cache.set(key(1_000_000), pattern(100, 1)));
            tiny.assertAllComesBack();
        }
    }

    @Test
    void shouldLeaveItemsThatAreBeingFilled() {
        final ItemWriter writer = cache.buffers().newWriter();
        final byte[] bytes = pattern(5_000, 1);
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        assertEquals(StoreResult.STORED, writer.begin(ByteBuffer.wrap(key(7)), 0, key(7).length, 5_000, 0, 0));
        writer.write(buffer, 0, 2_500);
        for (final SlabClassStats c : cache.stats().slabClasses()) {
            assertFalse(evacuation.movePage(c.classId(), 0), c::toString);
        }
        writer.write(buffer, 2_500, 2_500);
        assertEquals(StoreResult.STORED, writer.commit(StoreMode.SET, 0));

        assertArrayEquals(bytes, cache.get(key(7)));
    }

    @Test
    void shouldTakeOutWhatIsDeadInsteadOfMovingIt() {
        for (int i = 0; i < 400; i++) {
            cache.set(key(i), pattern(40, i), i % 2 == 0 ? SECOND : FOREVER);
        }
        bed.pass(SECOND.multipliedBy(2));
        for (final SlabClassStats c : cache.stats().slabClasses()) {
            for (int i = 0; i < c.pages(); i++) {
                evacuation.movePage(c.classId(), 0);
            }
        }
        final CacheStats stats = cache.stats();
        assertTrue(stats.reclaimed() > 100, stats::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 5_000})
    void shouldEvictWhatHasNoOtherChunk(final int length) {
        set(1, length);
        for (final SlabClassStats c : cache.stats().slabClasses()) {
            for (int i = 0; i < c.pages(); i++) {
                evacuation.movePage(c.classId(), 0);
            }
        }
        final CacheStats stats = bed.assertBooksBalance();
        assertEquals(0, stats.items());
        assertEquals(1, stats.evictions());
        assertEquals(List.of(), stats.slabClasses());
        assertNull(cache.get(key(1)));
    }
}
