/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArenaTest {
    private static final long GIB = 1L << 30;
    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({"65536,65536,8", "1048576,65536,8", "67108864,65536,8", "34357641216,1048576,8",
        "34358689792,1048576,16", "34359738368,1048576,16", "68717379584,1048576,16", "274877906944,1048576,128",
        "274876858368,1048576,128", "274875809792,1048576,64"})
    void shouldChooseTheSmallestGranuleThatNamesEverything(final long bytes, final int page, final int granule) {
        final Arena arena = new Arena(bytes, page);

        assertEquals(granule, arena.granule());
        assertEquals(bytes / page, arena.maxPages());
        assertTrue(((arena.maxPages() + 1L) * page - 1) / granule < 0xFFFF_FFFFL, "the last granule is -1");
    }

    @ParameterizedTest
    @CsvSource({"1,65536", "64,65536", "1024,1048576", "32768,1048576", "65536,1048576", "262144,1048576"})
    void shouldNameEveryPlaceByOneReference(final long megabytes, final int pageBytes) {
        final Arena arena = new Arena(megabytes * MIB, pageBytes);
        final int granule = arena.granule();
        for (int page = 1; page <= arena.maxPages(); page += Math.max(1, arena.maxPages() / 1_000)) {
            final int start = arena.pageReference(page);
            assertEquals(page, arena.page(start));
            assertEquals(0, arena.offsetInPage(start));
            for (final int offset : new int[] {granule, pageBytes / 2, pageBytes - granule}) {
                final int reference = arena.plus(start, offset);
                assertEquals(page, arena.page(reference));
                assertEquals(offset, arena.offsetInPage(reference));
                assertNotEquals(0, reference);
            }
            if (page < arena.maxPages()) {
                assertEquals(arena.pageReference(page + 1), arena.plus(start, pageBytes));
            }
        }
        assertEquals(arena.maxPages(), arena.page(arena.pageReference(arena.maxPages())));
    }

    @Test
    void shouldTakeNoMoreThanItsLimit() {
        try (Arena arena = new Arena(10 * 65_536 + 65_535, 65_536)) {
            final boolean[] seen = new boolean[11];
            for (int i = 0; i < 10; i++) {
                final int page = arena.takePage();
                assertTrue(page >= 1 && page <= 10 && !seen[page], "page=" + page);
                seen[page] = true;
                assertEquals(i + 1, arena.takenPages());
            }
            assertEquals(0, arena.takePage());
            assertEquals(10, arena.takenPages());
            assertEquals(0, arena.pooledPages());
        }
    }

    @Test
    void shouldTakeAgainWhatWasReturned() {
        try (Arena arena = new Arena(100 * 65_536, 65_536)) {
            for (int i = 0; i < 100; i++) {
                arena.takePage();
            }
            for (int page = 1; page <= 100; page += 3) {
                arena.returnPage(page);
            }
            assertEquals(34, arena.pooledPages());
            assertEquals(66, arena.takenPages());
            for (int i = 0; i < 34; i++) {
                assertEquals(1, arena.takePage() % 3);
            }
            assertEquals(0, arena.takePage());
            assertEquals(0, arena.pooledPages());
        }
    }

    @Test
    void shouldGivePagesThatDoNotOverlap() {
        try (Arena arena = new Arena(200L * MIB, MIB)) {
            for (int i = 1; i <= 200; i++) {
                final int page = arena.takePage();
                final long address = arena.address(arena.pageReference(page));
                Memory.putLong(address, page);
                Memory.putLong(address + MIB - Long.BYTES, -page);
            }
            for (int page = 1; page <= 200; page++) {
                final long address = arena.address(arena.pageReference(page));
                assertEquals(page, Memory.getLong(address));
                assertEquals(-page, Memory.getLong(address + MIB - Long.BYTES));
                assertEquals(0, address % 4_096);
                final int last = arena.plus(arena.pageReference(page), MIB - Long.BYTES);
                assertEquals(address + MIB - Long.BYTES, arena.address(last));
            }
        }
    }

    @Test
    void shouldServeTheSameWithHugePages() {
        try (Arena arena = new Arena(200L * MIB, MIB)) {
            final int before = arena.pageReference(arena.takePage());
            arena.useHugePages();
            for (int i = 0; i < 150; i++) {
                Memory.putLong(arena.address(arena.pageReference(arena.takePage())), i);
            }
            assertEquals(0, arena.address(before) % MIB);
            assertEquals(149, Memory.getLong(arena.address(arena.pageReference(151))));
        }
    }

    @Test
    void shouldCommitEveryPageAndChangeNoneInUse() {
        try (Arena arena = new Arena(3L * MIB, 1 << 12)) {
            final long used = arena.address(arena.pageReference(arena.takePage()));
            Memory.putLong(used, 42);
            assertTrue(arena.prefault());
            assertEquals(42, Memory.getLong(used));
            assertEquals(1, arena.takenPages());
        }
    }

    @Test
    void shouldBeReadableBehindTheLastPageOfARegion() {
        try (Arena arena = new Arena(70L * MIB, MIB)) {
            // All pages of the first region and no more: another one might lie right behind it.
            for (int i = 0; i < 31; i++) {
                arena.takePage();
            }
            final long end = arena.address(arena.pageReference(31)) + MIB;

            assertDoesNotThrow(() -> Memory.getLong(end));
            assertDoesNotThrow(() -> Memory.getLong(end + Arena.TAIL - Long.BYTES));
        }
    }

    @Test
    void shouldTakeNothingWhenClosed() {
        final Arena arena = new Arena(1 << 20, 65_536);
        final long address = arena.address(arena.pageReference(arena.takePage()));
        Memory.putLong(address, 1);

        arena.close();
        arena.close();

        assertEquals("the arena is closed",
            assertThrows(IllegalStateException.class, arena::takePage).getMessage());
        assertThrows(AssertionError.class, () -> Memory.getLong(address));
    }
}
