/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlabAllocatorTest {
    private static final int PAGE = 1 << 16;
    private static final int PAGES = 8;

    private final Arena arena = new Arena(PAGES * PAGE, PAGE);
    private final SlabClassTable table = new SlabClassTable(72, 2, PAGE, arena.granule(), 0);
    private final SlabAllocator slabs = new SlabAllocator(arena, table);

    @AfterEach
    void close() {
        for (int id = 1; id <= slabs.classes(); id++) {
            final SlabUsage usage = slabs.usage(id);
            assertEquals(usage.totalChunks(), usage.usedChunks() + usage.freeChunks(), usage::toString);
            assertEquals(usage.pages() * usage.chunksPerPage(), usage.totalChunks(), usage::toString);
        }
        arena.close();
    }

    private List<Integer> takeAll(final int classId) {
        final List<Integer> chunks = new ArrayList<>();
        for (int chunk = slabs.take(classId); chunk != 0; chunk = slabs.take(classId)) {
            chunks.add(chunk);
        }
        return chunks;
    }

    /** Empties a page as a page move does: drains its chunks and lets somebody empty those in use. */
    private boolean reclaimPage(final int classId, final IntConsumer evict) {
        final int page = slabs.startDraining(classId);
        if (page == 0) {
            return false;
        }
        for (int i = 0; i < slabs.chunksPerPage(classId); i++) {
            slabs.drain(classId, page, i, 1);
            final int chunk = slabs.chunk(classId, page, i);
            if (ControlWord.state(Item.control(arena.address(chunk))) != ControlWord.FREE) {
                evict.accept(chunk);
            }
        }
        final boolean left = slabs.finishDraining(classId, page, true);
        if (left) {
            arena.returnPage(page);
        }
        return left;
    }

    private void assertUsage(final int classId, final int pages, final int used) {
        final SlabUsage usage = slabs.usage(classId);
        assertEquals(pages, usage.pages(), usage::toString);
        assertEquals(used, usage.usedChunks(), usage::toString);
    }

    @Test
    void shouldTakeEveryChunkOnceUntilThereIsNoPage() {
        for (int id = 1; id <= slabs.classes(); id += 3) {
            final Arena own = new Arena(PAGES * PAGE, PAGE);
            final SlabAllocator allocator = new SlabAllocator(own, table);
            final int perPage = PAGE / table.chunkBytes(id);
            final Set<Long> places = new HashSet<>();
            for (int i = 0; i < PAGES * perPage; i++) {
                final int chunk = allocator.take(id);
                assertNotEquals(0, chunk);
                assertTrue(places.add(own.address(chunk)));
                assertEquals(id, allocator.classOf(chunk));
                assertTrue(own.offsetInPage(chunk) + table.chunkBytes(id) <= PAGE);
                assertEquals(0, own.offsetInPage(chunk) % table.chunkBytes(id));
                assertEquals(ControlWord.DETACHED, ControlWord.state(Item.control(own.address(chunk))));
            }
            assertEquals(0, allocator.take(id));
            assertEquals(new SlabUsage(id, table.chunkBytes(id), perPage, PAGES, PAGES * perPage, PAGES * perPage, 0),
                allocator.usage(id));
            own.close();
        }
    }

    @Test
    void shouldTakeAgainWhatWasGiven() {
        final List<Integer> chunks = takeAll(3);
        for (int i = 0; i < chunks.size(); i += 2) {
            slabs.give(chunks.get(i));
            assertEquals(ControlWord.FREE, ControlWord.state(Item.control(arena.address(chunks.get(i)))));
        }
        final Set<Integer> given = new HashSet<>();
        for (int i = 0; i < chunks.size(); i += 2) {
            given.add(chunks.get(i));
        }

        assertEquals(given, new HashSet<>(takeAll(3)));
        assertUsage(3, PAGES, chunks.size());
    }

    @Test
    void shouldKeepTheRestOfAPageWhenAnotherThreadAddsOne() {
        final SlabClass slabClass = new SlabClass(1, 72, arena, new PageTable(PAGES));
        final int perPage = PAGE / 72;
        slabClass.addPageAndTake(arena.takePage());
        slabClass.addPageAndTake(arena.takePage());

        assertEquals(2 * perPage - 2, slabClass.usage().freeChunks());
        final Set<Integer> chunks = new HashSet<>();
        for (int chunk = slabClass.take(); chunk != 0; chunk = slabClass.take()) {
            assertTrue(chunks.add(chunk));
        }
        assertEquals(2 * perPage - 2, chunks.size());
        assertEquals(0, slabClass.freeChunks());
    }

    @Test
    void shouldReclaimPageThatIsFree() {
        final int chunk = slabs.take(2);
        slabs.give(chunk);
        assertEquals(1, arena.takenPages());

        assertTrue(reclaimPage(2, c -> {
            throw new AssertionError("there is nothing to evict");
        }));

        assertUsage(2, 0, 0);
        assertEquals(0, arena.takenPages());
        assertEquals(1, arena.pooledPages());
        assertFalse(reclaimPage(2, c -> { }));
        assertNotEquals(0, slabs.take(5));
        assertUsage(5, 1, 1);
    }

    @Test
    void shouldReclaimPageByEvictingItsChunks() {
        final List<Integer> chunks = takeAll(4);
        final int perPage = slabs.usage(4).chunksPerPage();
        slabs.give(chunks.get(1));
        final List<Integer> evicted = new ArrayList<>();

        assertTrue(reclaimPage(4, chunk -> {
            evicted.add(chunk);
            slabs.give(chunk);
            assertEquals(0, slabs.take(4), "a chunk of a page that is being drained was handed out");
        }));

        assertEquals(perPage - 1, evicted.size());
        assertUsage(4, PAGES - 1, (PAGES - 1) * perPage);
        final int page = arena.page(evicted.get(0));
        assertTrue(evicted.stream().allMatch(chunk -> arena.page(chunk) == page));
        assertNotEquals(0, slabs.take(1));
        assertUsage(1, 1, 1);
    }

    @Test
    void shouldStopDrainingPagesThatDoNotComeEmpty() {
        final List<Integer> chunks = takeAll(4);
        final int perPage = slabs.usage(4).chunksPerPage();
        for (final int chunk : chunks) {
            if (arena.offsetInPage(chunk) != 0) {
                slabs.give(chunk);
            }
        }

        assertFalse(reclaimPage(4, chunk -> { }));

        assertUsage(4, PAGES, PAGES);
        assertEquals(PAGES * (perPage - 1), takeAll(4).size());
        assertUsage(4, PAGES, PAGES * perPage);
    }

    @Test
    void shouldTryOtherPagesWhenOneIsHeld() {
        final List<Integer> chunks = takeAll(4);
        final int held = chunks.get(slabs.chunksPerPage(4));
        final IntConsumer give = chunk -> {
            if (chunk != held) {
                slabs.give(chunk);
            }
        };

        assertFalse(reclaimPage(4, give));
        for (int i = 0; i < PAGES - 1; i++) {
            assertTrue(reclaimPage(4, give), "page " + i);
        }
        assertFalse(reclaimPage(4, give));

        assertUsage(4, 1, 1);
        assertEquals(PAGES - 1, arena.pooledPages());
    }

    @Test
    void shouldKeepPageWhoseDrainingWasBrokenOff() {
        final List<Integer> chunks = takeAll(4);
        final int perPage = slabs.chunksPerPage(4);
        for (int i = 0; i < perPage; i++) {
            slabs.give(chunks.get(i));
        }
        final int page = slabs.startDraining(4);
        assertEquals(arena.page(chunks.get(0)), page);
        slabs.drain(4, page, 0, 2);

        assertEquals(0, slabs.take(4), "a chunk of a page that is being drained was handed out");
        assertFalse(slabs.finishDraining(4, page, false));

        assertUsage(4, PAGES, chunks.size() - perPage);
        assertEquals(4, slabs.classWithEmptyPage(0));
        assertEquals(new HashSet<>(chunks.subList(0, perPage)), new HashSet<>(takeAll(4)));
        assertEquals(0, slabs.classWithEmptyPage(0));
    }

    @Test
    void shouldGivePageToTheReceiver() {
        final int chunk = slabs.take(2);
        slabs.give(chunk);
        assertEquals(2, slabs.classWithEmptyPage(1));
        assertEquals(0, slabs.classWithEmptyPage(2));

        final int page = slabs.startDraining(2);
        assertEquals(0, slabs.classWithEmptyPage(1));
        slabs.drain(2, page, 0, slabs.chunksPerPage(2));
        assertTrue(slabs.finishDraining(2, page, true));
        slabs.addPage(3, page);

        assertUsage(2, 0, 0);
        assertUsage(3, 1, 0);
        assertEquals(1, arena.takenPages());
        assertEquals(3, slabs.classWithEmptyPage(1));
        assertEquals(page, arena.page(slabs.takeFree(3)));
    }

    @Test
    void shouldSayOfPageWhoseChunksItHasWhenItChangesItsClass() {
        final int small = 1;
        final int large = slabs.classes();
        final int chunk = slabs.take(small);
        final long address = arena.address(chunk);
        for (int line = 1; line <= 4; line++) {
            Memory.putLong(address + line * 64, line == 3 ? 1 : 0);
        }
        assertEquals(0, arena.linesAhead().sum(chunk, address), "chunks of " + table.chunkBytes(small));
        slabs.give(chunk);
        final int page = slabs.startDraining(small);
        for (int i = 0; i < slabs.chunksPerPage(small); i++) {
            slabs.drain(small, page, i, 1);
        }
        assertTrue(slabs.finishDraining(small, page, true));
        slabs.addPage(large, page);
        assertEquals(1, arena.linesAhead().sum(chunk, address), "chunks of " + table.chunkBytes(large));
    }

    @Test
    void shouldDrainThePageWithMostFreeChunksFirst() {
        final List<Integer> chunks = takeAll(4);
        final int perPage = slabs.chunksPerPage(4);
        slabs.give(chunks.get(perPage));
        slabs.give(chunks.get(5 * perPage));
        slabs.give(chunks.get(5 * perPage + 1));

        assertEquals(arena.page(chunks.get(5 * perPage)), slabs.startDraining(4));
        assertEquals(arena.page(chunks.get(perPage)), slabs.startDraining(4));
    }

    @Test
    void shouldTakeNoNewPageWhenOnlyAFreeChunkIsAskedFor() {
        assertEquals(0, slabs.takeFree(3));
        final int chunk = slabs.take(3);
        slabs.give(chunk);
        assertEquals(chunk, slabs.takeFree(3));
        assertEquals(1, arena.takenPages());
    }

    @Test
    void shouldDrainPageThatWasNeverCutToItsEnd() {
        final int chunk = slabs.take(1);
        slabs.take(1);

        assertFalse(reclaimPage(1, c -> { }));
        assertUsage(1, 1, 2);
        assertTrue(reclaimPage(1, slabs::give));
        assertUsage(1, 0, 0);
        assertNotEquals(0, chunk);
    }

    @Test
    void shouldKeepEveryChunkThroughRandomTakingGivingAndReclaiming() {
        final Random random = new Random(9);
        final List<ArrayDeque<Integer>> held = new ArrayList<>();
        for (int id = 0; id <= slabs.classes(); id++) {
            held.add(new ArrayDeque<>());
        }
        for (int step = 0; step < 100_000; step++) {
            final int id = 1 + random.nextInt(slabs.classes());
            final ArrayDeque<Integer> own = held.get(id);
            if (random.nextInt(100) == 0) {
                reclaimPage(id, chunk -> {
                    if (random.nextInt(50) != 0) {
                        own.remove(chunk);
                        slabs.give(chunk);
                    }
                });
            } else if (random.nextInt(3) == 0 && !own.isEmpty()) {
                final int chunk = random.nextBoolean() ? own.removeFirst() : own.removeLast();
                assertEquals(id, Memory.getInt(arena.address(chunk) + 16));
                slabs.give(chunk);
            } else {
                final int chunk = slabs.take(id);
                if (chunk != 0) {
                    Memory.putInt(arena.address(chunk) + 16, id);
                    own.addLast(chunk);
                }
            }
        }
        for (int id = 1; id <= slabs.classes(); id++) {
            assertEquals(held.get(id).size(), slabs.usage(id).usedChunks());
        }
    }
}
