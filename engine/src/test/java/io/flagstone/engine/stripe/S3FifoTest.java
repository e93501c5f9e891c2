/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.index.IndexBlocks;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.HandmadeItems;
import io.flagstone.engine.item.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3FifoTest {
    private static final int CLASS = 2;

    private final HandmadeItems items = new HandmadeItems(4 << 20);
    private final IndexBlocks blocks = new IndexBlocks(items.arena());
    private final S3Fifo policy = new S3Fifo(items.arena(), new GhostTable(items.arena(), blocks),
        new GhostTable(items.arena(), blocks), 3);
    private final EvictionQueues queues = policy.queues;
    private int now;
    private int generation;

    @AfterEach
    void close() {
        items.close();
    }

    private int add(final int classId) {
        final int reference = items.make(new byte[] {'k'}, 0);
        queues.add(classId, reference);
        return reference;
    }

    private int[] add(final int classId, final int count) {
        final int[] references = new int[count];
        Arrays.setAll(references, i -> add(classId));
        return references;
    }

    private void hit(final int reference) {
        final long address = items.arena().address(reference);
        Item.control(address, ControlWord.hit(Item.control(address), 1));
    }

    private int examine() {
        return policy.examine(CLASS, generation, now);
    }

    private ClassCounters counters() {
        return policy.counters[CLASS];
    }

    private void pin(final int reference) {
        Item.pinnedVolatile(items.arena().address(reference), true);
    }

    private int queueOf(final int reference) {
        return ControlWord.queue(Item.control(items.arena().address(reference)));
    }

    /** Evicts the next one and gives it. */
    private int evict(final int classId) {
        int victim = policy.examine(classId, generation, now);
        while (victim == ReplacementPolicy.SPARED) {
            victim = policy.examine(classId, generation, now);
        }
        if (victim != 0) {
            queues.remove(classId, victim);
        }
        return victim;
    }

    @Test
    void shouldHaveNothingWhenEmpty() {
        assertEquals(0, examine());
        assertEquals(0, queues.items(CLASS));
        assertEquals(0, policy.oldest(CLASS));
    }

    @Test
    void shouldEvictTheOldestFirstWhenNothingIsAskedFor() {
        final int[] references = add(CLASS, 100);

        for (int i = 0; i < references.length; i++) {
            assertEquals(references.length - i, queues.items(CLASS));
            assertEquals(references[i], policy.oldest(CLASS));
            assertEquals(references[i], evict(CLASS));
        }
        assertEquals(0, evict(CLASS));
        assertEquals(0, counters().promotions);
    }

    @Test
    void shouldLeaveTheVictimInItsQueue() {
        final int reference = add(CLASS);

        assertEquals(reference, examine());
        assertEquals(reference, examine());
        assertEquals(1, queues.items(CLASS));
    }

    @Test
    void shouldPromoteWhatWasAskedForOnce() {
        final int[] references = add(CLASS, 10);
        hit(references[0]);
        hit(references[2]);

        assertEquals(ReplacementPolicy.SPARED, examine());
        assertEquals(ControlWord.MAIN, queueOf(references[0]));
        assertEquals(references[1], evict(CLASS));
        assertEquals(references[3], evict(CLASS));
        assertEquals(2, counters().promotions);
        assertEquals(8, queues.items(CLASS));
    }

    @Test
    void shouldSpareMainItemsOnceForEachHitUpToThree() {
        final int[] references = {addMain(), addMain()};
        for (int i = 0; i < 5; i++) {
            hit(references[0]);
        }

        assertEquals(ReplacementPolicy.SPARED, examine());
        assertEquals(references[1], evict(CLASS));
        assertEquals(ReplacementPolicy.SPARED, examine());
        assertEquals(ReplacementPolicy.SPARED, examine());
        assertEquals(references[0], evict(CLASS));
        assertEquals(3, counters().secondChances);
        assertEquals(0, counters().promotions);
    }

    @Test
    void shouldTakeFromMainWhenSmallIsATenthOrLess() {
        final int[] main = new int[90];
        for (int i = 0; i < main.length; i++) {
            main[i] = items.make(new byte[] {'m'}, 0);
            Item.requeueVolatile(items.arena().address(main[i]), ControlWord.MAIN, 0);
            queues.add(CLASS, main[i]);
        }
        final int[] small = add(CLASS, 11);

        assertEquals(small[0], evict(CLASS));
        assertEquals(main[0], evict(CLASS));
        assertEquals(small[1], evict(CLASS));
        for (int i = 1; i <= 9; i++) {
            assertEquals(main[i], evict(CLASS));
        }
        assertEquals(small[2], evict(CLASS));
    }

    @Test
    void shouldPassOverWhatIsPinned() {
        final int[] references = add(CLASS, 3);
        pin(references[0]);
        pin(references[2]);

        assertEquals(0, examine());
        assertEquals(references[1], evict(CLASS));
        for (int i = 0; i < 10; i++) {
            assertEquals(0, examine());
        }
        assertEquals(2, queues.items(CLASS));
        Item.pinnedVolatile(items.arena().address(references[2]), false);
        int victim = 0;
        for (int i = 0; i < 10 && victim <= 0; i++) {
            victim = evict(CLASS);
        }
        assertEquals(references[2], victim);
    }

    @Test
    void shouldKeepClassesApart() {
        final int first = add(1);
        final int second = add(2);
        final int third = add(3);

        assertEquals(1, queues.items(2));
        assertEquals(second, evict(2));
        assertEquals(first, evict(1));
        assertEquals(third, evict(3));
    }

    private int addMain() {
        final int reference = items.make(new byte[] {'m'}, 0);
        Item.requeueVolatile(items.arena().address(reference), ControlWord.MAIN, 0);
        queues.add(CLASS, reference);
        return reference;
    }

    @Test
    void shouldLeaveOneItemInTheSmallQueueHoweverFewThereAre() {
        final int[] main = {addMain(), addMain(), addMain()};
        final int first = add(CLASS);

        assertEquals(main[0], evict(CLASS));
        final int second = add(CLASS);
        assertEquals(first, evict(CLASS));
        assertEquals(main[1], evict(CLASS));
        assertEquals(main[2], evict(CLASS));
        assertEquals(second, evict(CLASS));
        assertEquals(0, evict(CLASS));
    }

    @Test
    void shouldFindAVictimThoughAllAreHot() {
        final int[] references = add(CLASS, 20);
        for (int round = 0; round < 5; round++) {
            for (final int reference : references) {
                hit(reference);
            }
        }

        int tries = 1;
        while (examine() == ReplacementPolicy.SPARED) {
            tries++;
        }
        assertTrue(tries <= 21, "tries=" + tries);
        assertEquals(20, queues.items(CLASS));
    }

    @ParameterizedTest
    @CsvSource({"9,false", "10,true", "11,true"})
    void shouldTakeWhatHasExpiredThoughItWasAskedFor(final int moment, final boolean gone) {
        final int reference = items.make(new byte[] {'k'}, 10);
        queues.add(CLASS, reference);
        hit(reference);
        now = moment;

        assertEquals(gone ? reference : ReplacementPolicy.SPARED, examine());
    }

    @Test
    void shouldTakeWhatWasFlushedThoughItWasAskedFor() {
        final int reference = add(CLASS);
        hit(reference);
        generation = ControlWord.GENERATIONS + 1;

        assertEquals(reference, examine());
        assertEquals(0, counters().promotions);
    }

    @Test
    void shouldPassOverWhatIsPinnedThoughItIsDead() {
        final int reference = add(CLASS);
        pin(reference);
        generation = 1;

        assertEquals(0, examine());
        assertEquals(ControlWord.MAIN, queueOf(reference));
    }

    private static long hash(final int number) {
        return new SplittableRandom(number).nextLong();
    }

    private static long control(final int queue, final int frequency) {
        return ControlWord.withFrequency(ControlWord.withQueue(0, queue), frequency);
    }

    @Test
    void shouldTakeIntoTheMainQueueWhatComesBackFromTheSmallOne() {
        for (int i = 0; i < 100; i++) {
            addMain();
        }
        policy.evicted(hash(5), control(ControlWord.SMALL, 0));

        assertEquals(ControlWord.SMALL, policy.entry(CLASS, hash(6), ReplacementPolicy.FOREVER));
        assertEquals(ControlWord.MAIN, policy.entry(CLASS, hash(5), ReplacementPolicy.FOREVER));
        assertEquals(ControlWord.SMALL, policy.entry(CLASS, hash(5), ReplacementPolicy.FOREVER));
        assertEquals(1, counters().ghostHits);
    }

    @ParameterizedTest
    @CsvSource({"0,0,true", "0,1,true", "1,0,false", "1,1,true", "1,3,true"})
    void shouldRememberWhatTheMainQueueGaveUpOnlyIfItHadToGo(final int queue, final int frequency,
            final boolean remembered) {
        for (int i = 0; i < 100; i++) {
            addMain();
        }
        policy.evicted(hash(5), control(queue, frequency));

        assertEquals(remembered ? ControlWord.MAIN : ControlWord.SMALL,
            policy.entry(CLASS, hash(5), ReplacementPolicy.FOREVER));
    }

    @ParameterizedTest
    @CsvSource({"26,true", "27,true", "28,false"})
    void shouldForgetWhatIsOlderThanNineTenthsOfTheItems(final int evictedAfter, final boolean remembered) {
        for (int i = 0; i < ONE_LINE; i++) {
            addMain();
        }
        policy.evicted(hash(12_345), control(ControlWord.SMALL, 0));
        for (int i = 0; i < evictedAfter; i++) {
            policy.evicted(hash(i), control(ControlWord.SMALL, 0));
        }

        assertEquals(remembered ? ControlWord.MAIN : ControlWord.SMALL,
            policy.entry(CLASS, hash(12_345), ReplacementPolicy.FOREVER));
    }

    @Test
    void shouldRememberNothingWhenThereAreNoItems() {
        policy.evicted(hash(5), control(ControlWord.SMALL, 0));
        policy.evicted(hash(6), control(ControlWord.SMALL, 0));

        assertEquals(ControlWord.SMALL, policy.entry(CLASS, hash(5), ReplacementPolicy.FOREVER));
        assertEquals(ControlWord.SMALL, policy.entry(CLASS, hash(6), ReplacementPolicy.FOREVER));
    }

    @Test
    void shouldRememberNothingAfterAFlush() {
        for (int i = 0; i < 100; i++) {
            addMain();
        }
        policy.evicted(hash(5), control(ControlWord.SMALL, 0));
        policy.forget();
        policy.evicted(hash(6), control(ControlWord.SMALL, 0));

        assertEquals(ControlWord.SMALL, policy.entry(CLASS, hash(5), ReplacementPolicy.FOREVER));
        assertEquals(ControlWord.MAIN, policy.entry(CLASS, hash(6), ReplacementPolicy.FOREVER));
    }

    /** Items of which the ghosts take one line, in which ages are exact. */
    private static final int ONE_LINE = 30;
    private static final long SMALL = control(ControlWord.SMALL, 0);
    private static final long MAIN = control(ControlWord.MAIN, 0);

    /** Lets a key come back after some evictions from the same queue. */
    private void comeBack(final int key, final long from, final int evictions) {
        policy.evicted(hash(key), from);
        for (int i = 0; i < evictions; i++) {
            policy.evicted(hash(1_000_000 + i), from);
        }
        policy.entry(CLASS, hash(key), ReplacementPolicy.FOREVER);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "3,1", "4,0", "20,0"})
    void shouldGrowTheSmallQueueForWhatItHasJustMissed(final int evictions, final int step) {
        for (int i = 0; i < ONE_LINE; i++) {
            addMain();
        }
        comeBack(1, SMALL, evictions);

        assertEquals(0.1 + (double) step / ONE_LINE, policy.smallShare(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"0,-1", "3,-1", "28,0"})
    void shouldShrinkTheSmallQueueForWhatTheMainOneHasJustMissed(final int evictions, final int step) {
        for (int i = 0; i < ONE_LINE; i++) {
            addMain();
        }
        comeBack(1, MAIN, evictions);

        assertEquals(0.1 + (double) step / ONE_LINE, policy.smallShare(), 1e-9);
        assertEquals(0, counters().ghostHits);
    }

    @Test
    void shouldKeepTheSmallQueueWithinBounds() {
        for (int i = 0; i < 100; i++) {
            addMain();
        }
        for (int i = 0; i < 50; i++) {
            comeBack(i, SMALL, 0);
        }
        assertEquals(0.4, policy.smallShare(), 1e-9);
        for (int i = 0; i < 100; i++) {
            comeBack(i, MAIN, 0);
        }
        assertEquals(0.02, policy.smallShare(), 1e-9);
    }

    @Test
    void shouldNotMoveTheShareMuchForFewItems() {
        addMain();
        comeBack(1, SMALL, 0);
        assertEquals(0.15, policy.smallShare(), 1e-9);
    }

    @Test
    void shouldDoWhatTwoListsDo() {
        final Random random = new Random(4);
        final Deque<Integer> small = new ArrayDeque<>();
        final Deque<Integer> main = new ArrayDeque<>();
        final List<Integer> all = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            final int choice = random.nextInt(10);
            if (choice < 4 && all.size() < 300 && step / 500 % 2 == 0) {
                final int reference = add(CLASS);
                small.addFirst(reference);
                all.add(reference);
            } else if (choice < 7 && !all.isEmpty()) {
                hit(all.get(random.nextInt(all.size())));
            } else if (choice == 7 && !all.isEmpty()) {
                final Integer reference = all.remove(random.nextInt(all.size()));
                assertTrue(small.remove(reference) || main.remove(reference));
                queues.remove(CLASS, reference);
            } else {
                examine(small, main, all);
            }
            assertEquals(all.size(), queues.items(CLASS));
        }
        assertTrue(counters().promotions > 100 && counters().secondChances > 100,
            "promotions=" + counters().promotions + " secondChances=" + counters().secondChances);
    }

    private void examine(final Deque<Integer> small, final Deque<Integer> main, final List<Integer> all) {
        final boolean fromSmall = main.isEmpty() || small.size() > 1 && small.size() * 10 > all.size();
        final Deque<Integer> queue = fromSmall ? small : main;
        if (queue.isEmpty()) {
            assertEquals(0, examine());
            return;
        }
        final int next = queue.removeLast();
        final int frequency = ControlWord.frequency(Item.control(items.arena().address(next)));
        final int result = examine();
        if (frequency == 0) {
            assertEquals(next, result);
            queues.remove(CLASS, next);
            assertTrue(all.remove((Integer) next));
        } else {
            assertEquals(ReplacementPolicy.SPARED, result);
            main.addFirst(next);
            final long control = Item.control(items.arena().address(next));
            assertEquals(fromSmall ? 0 : frequency - 1, ControlWord.frequency(control));
            assertFalse(small.contains(next));
        }
    }
}
