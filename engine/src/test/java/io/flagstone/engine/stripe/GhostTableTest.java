/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.index.IndexBlocks;
import io.flagstone.engine.memory.Arena;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GhostTableTest {
    private static final int PAGE = 1 << 16;

    private final Arena arena = new Arena(64 << 20, PAGE);
    private final GhostTable ghosts = new GhostTable(arena, new IndexBlocks(arena));

    @AfterEach
    void close() {
        arena.close();
    }

    private static long hash(final long number) {
        return new SplittableRandom(number).nextLong();
    }

    private boolean recall(final long hash, final long window) {
        return ghosts.recall(hash) <= window;
    }

    private static boolean isUnknown(final GhostTable table, final long hash) {
        return table.recall(hash) == GhostTable.UNKNOWN;
    }

    private void remember(final int from, final int to, final int wanted) {
        for (int i = from; i < to; i++) {
            ghosts.remember(hash(i), wanted);
        }
    }

    @Test
    void shouldRememberNothingWhenEmpty() {
        assertTrue(isUnknown(ghosts, hash(1)));
        assertEquals(0, ghosts.capacity());
    }

    @Test
    void shouldTakeNoMemoryForNothing() {
        remember(0, 100, 0);

        assertEquals(0, ghosts.capacity());
        assertEquals(0, arena.takenPages());
        assertFalse(recall(hash(99), Integer.MAX_VALUE));
    }

    @Test
    void shouldRecallAKeyOnce() {
        ghosts.remember(hash(1), 100);

        assertTrue(recall(hash(1), 100));
        assertFalse(recall(hash(1), 100));
    }

    @Test
    void shouldCountWhatCameAfterAKey() {
        ghosts.remember(hash(1), 32);
        assertEquals(0, ghosts.recall(hash(1)));

        ghosts.remember(hash(1), 32);
        remember(2, 7, 32);
        assertEquals(5, ghosts.recall(hash(1)));
        assertEquals(0, ghosts.recall(hash(6)));
        assertEquals(GhostTable.UNKNOWN, ghosts.recall(hash(6)));
    }

    @Test
    void shouldGrowALineAtATimeAndNoFurtherThanItShould() {
        for (int i = 1; i <= 20; i++) {
            ghosts.remember(hash(i), 100);
            assertEquals(Math.min(i, 4) * GhostTable.ENTRIES_PER_LINE, ghosts.capacity());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 100, 1_000, 10_000, 100_000, 300_000})
    void shouldHoldMostOfAWindowThatIsNineTenthsOfItsRoom(final int wanted) {
        final int window = wanted * 9 / 10;
        final int total = wanted * 4;
        remember(0, total, wanted);

        int recalled = 0;
        for (int i = total - window; i < total; i++) {
            recalled += recall(hash(i), window) ? 1 : 0;
        }
        assertTrue(recalled > window * (wanted == 16 ? 1.0 : 0.8) - 1, recalled + " of " + window);
        int old = 0;
        for (int i = 0; i < total - 2 * wanted; i++) {
            old += recall(hash(i), window) ? 1 : 0;
        }
        assertTrue(old <= wanted / 200 + 1, old + " of " + wanted);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 5_000, 60_000})
    void shouldReplaceTheOldestOfALine(final int wanted) {
        remember(0, 3 * wanted, wanted);
        final int[] recalled = new int[4];
        final int window = Integer.MAX_VALUE;
        for (int i = 0; i < wanted; i++) {
            recalled[0] += recall(hash(3L * wanted - 1 - i), window) ? 1 : 0;
            recalled[2] += recall(hash((long) wanted - 1 - i), window) ? 1 : 0;
        }
        assertTrue(recalled[0] > wanted * 0.75 && recalled[2] < wanted * 0.05, recalled[0] + " " + recalled[2]);
    }

    @Test
    void shouldKeepWhatItHoldsWhileItGrows() {
        remember(0, 1_000, 1_000);
        int before = 0;
        final GhostTable other = new GhostTable(arena, new IndexBlocks(arena));
        for (int i = 0; i < 1_000; i++) {
            other.remember(hash(i), 1_000);
        }
        for (int i = 0; i < 1_000; i++) {
            before += (other.recall(hash(i)) != GhostTable.UNKNOWN) ? 1 : 0;
        }
        remember(1_000, 1_400, 100_000);

        int after = 0;
        for (int i = 0; i < 1_000; i++) {
            after += isUnknown(ghosts, hash(i)) ? 0 : 1;
        }
        assertTrue(before > 800 && after > before * 0.85, "before=" + before + " after=" + after);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20_000, 40_000, 80_000})
    void shouldTellAgesOnAverage(final int age) {
        remember(0, 400_000, 140_000);

        long sum = 0;
        int recalled = 0;
        for (int i = 0; i < 4_000; i++) {
            final long told = ghosts.recall(hash(399_999 - age - i));
            sum += told == GhostTable.UNKNOWN ? 0 : told;
            recalled += told == GhostTable.UNKNOWN ? 0 : 1;
        }
        final double mean = (double) sum / recalled;
        assertTrue(recalled > 3_800 && Math.abs(mean - age) < 5_000 + age / 20.0, recalled + " of age " + mean);
    }

    @Test
    void shouldFillThePlaceOfAKeyThatWasRecalledOnlyInItsTurn() {
        remember(0, 32, 32);
        assertTrue(recall(hash(20), 11));

        remember(32, 48, 32);
        assertEquals(47 - 16, ghosts.recall(hash(16)));
        assertEquals(GhostTable.UNKNOWN, ghosts.recall(hash(15)));
        assertEquals(0, ghosts.recall(hash(47)));
    }

    @Test
    void shouldForgetEverythingAndThenRememberAgain() {
        remember(0, 500, 1_000);
        ghosts.forget();

        for (int i = 0; i < 250; i++) {
            assertFalse(recall(hash(i), Integer.MAX_VALUE), "i=" + i);
        }
        remember(1_000, 1_500, 1_000);
        int recalled = 0;
        for (int i = 250; i < 500; i++) {
            assertFalse(recall(hash(i), Integer.MAX_VALUE), "i=" + i);
        }
        for (int i = 1_000; i < 1_500; i++) {
            recalled += isUnknown(ghosts, hash(i)) ? 0 : 1;
        }
        assertTrue(recalled > 450, "recalled=" + recalled);
    }

    @Test
    void shouldStaySmallerWhenThereIsNoMemory() {
        try (Arena small = new Arena(2 * PAGE, PAGE)) {
            final GhostTable starved = new GhostTable(small, new IndexBlocks(small));
            for (int i = 0; i < 100_000; i++) {
                starved.remember(hash(i), 100_000);
            }

            assertEquals(2 * PAGE / Short.BYTES, starved.capacity());
            int recalled = 0;
            for (int i = 75_000; i < 100_000; i++) {
                recalled += (starved.recall(hash(i)) <= 35_000) ? 1 : 0;
            }
            assertTrue(recalled > 22_000, "recalled=" + recalled);
        }
    }

    @Test
    void shouldGoWithoutWhenThereIsNoMemoryAtAllAndTryAgain() {
        try (Arena small = new Arena(PAGE, PAGE)) {
            final int page = small.takePage();
            final IndexBlocks blocks = new IndexBlocks(small);
            final GhostTable starved = new GhostTable(small, blocks);
            for (int i = 0; i < 1_000; i++) {
                starved.remember(hash(i), 1_000);
                assertFalse((starved.recall(hash(i)) <= 1_000));
            }
            assertTrue(blocks.isStarved());
            small.returnPage(page);
            for (int i = 0; i < 1_000; i++) {
                starved.remember(hash(i), 1_000);
            }
            assertTrue(starved.capacity() >= 900 && !blocks.isStarved(), "capacity=" + starved.capacity());
            assertTrue((starved.recall(hash(999)) <= 1_000));
        }
    }

    @Test
    void shouldDoWhatALongMemoryDoes() {
        final SplittableRandom random = new SplittableRandom(7);
        final Map<Integer, Integer> bornAt = new HashMap<>();
        final Deque<Integer> recent = new ArrayDeque<>();
        int time = 0;
        int wrong = 0;
        int recalls = 0;
        for (int step = 0; step < 200_000; step++) {
            final int number = random.nextInt(8_000);
            if (random.nextInt(3) > 0) {
                ghosts.remember(hash(number), 4_000);
                bornAt.put(number, ++time);
                recent.add(number);
            } else {
                final Integer born = bornAt.remove(number);
                final boolean sure = born == null || time - born <= 2_000 || time - born > 8_000;
                final boolean expected = born != null && time - born <= 2_000;
                recalls += sure ? 1 : 0;
                wrong += sure && recall(hash(number), 3_000) != expected ? 1 : 0;
            }
        }
        assertTrue(wrong < recalls * 0.05, wrong + " of " + recalls);
    }
}
