/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.HandmadeItems;
import io.flagstone.engine.item.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvictionQueuesTest {
    private static final int CLASS = 2;

    private final HandmadeItems items = new HandmadeItems(4 << 20);
    private final EvictionQueues queues = new EvictionQueues(items.arena(), 3);

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

    private void pin(final int reference) {
        Item.pinnedVolatile(items.arena().address(reference), true);
    }

    private int queueOf(final int reference) {
        return ControlWord.queue(Item.control(items.arena().address(reference)));
    }

    /** Evicts the next one and gives it. */
    private int evict(final int classId) {
        int victim = queues.examine(classId);
        while (victim == EvictionQueues.SPARED) {
            victim = queues.examine(classId);
        }
        if (victim != 0) {
            queues.remove(classId, victim);
        }
        return victim;
    }

    @Test
    void shouldHaveNothingWhenEmpty() {
        assertEquals(0, queues.examine(CLASS));
        assertEquals(0, queues.items(CLASS));
        assertEquals(0, queues.oldest(CLASS));
    }

    @Test
    void shouldEvictTheOldestFirstWhenNothingIsAskedFor() {
        final int[] references = add(CLASS, 100);

        for (int i = 0; i < references.length; i++) {
            assertEquals(references.length - i, queues.items(CLASS));
            assertEquals(references[i], queues.oldest(CLASS));
            assertEquals(references[i], evict(CLASS));
        }
        assertEquals(0, evict(CLASS));
        assertEquals(0, queues.promotions());
    }

    @Test
    void shouldLeaveTheVictimInItsQueue() {
        final int reference = add(CLASS);

        assertEquals(reference, queues.examine(CLASS));
        assertEquals(reference, queues.examine(CLASS));
        assertEquals(1, queues.items(CLASS));
    }

    @Test
    void shouldPromoteWhatWasAskedForOnce() {
        final int[] references = add(CLASS, 10);
        hit(references[0]);
        hit(references[2]);

        assertEquals(EvictionQueues.SPARED, queues.examine(CLASS));
        assertEquals(ControlWord.MAIN, queueOf(references[0]));
        assertEquals(references[1], evict(CLASS));
        assertEquals(references[3], evict(CLASS));
        assertEquals(2, queues.promotions());
        assertEquals(8, queues.items(CLASS));
    }

    @Test
    void shouldSpareMainItemsOnceForEachHitUpToThree() {
        final int[] references = add(CLASS, 2);
        hit(references[0]);
        hit(references[1]);
        assertEquals(EvictionQueues.SPARED, queues.examine(CLASS));
        assertEquals(EvictionQueues.SPARED, queues.examine(CLASS));
        for (int i = 0; i < 5; i++) {
            hit(references[0]);
        }

        assertEquals(EvictionQueues.SPARED, queues.examine(CLASS));
        assertEquals(references[1], evict(CLASS));
        assertEquals(EvictionQueues.SPARED, queues.examine(CLASS));
        assertEquals(EvictionQueues.SPARED, queues.examine(CLASS));
        assertEquals(references[0], evict(CLASS));
        assertEquals(3, queues.secondChances());
        assertEquals(2, queues.promotions());
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

        assertEquals(0, queues.examine(CLASS));
        assertEquals(references[1], evict(CLASS));
        for (int i = 0; i < 10; i++) {
            assertEquals(0, queues.examine(CLASS));
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

    @Test
    void shouldGiveAnotherItemTheSamePlace() {
        for (int place = 0; place < 3; place++) {
            final int[] references = add(CLASS, 3);
            final int other = items.make(new byte[] {'o'}, 0);
            queues.replace(CLASS, references[place], other);
            references[place] = other;

            assertEquals(3, queues.items(CLASS));
            for (final int reference : references) {
                assertEquals(reference, evict(CLASS));
            }
            assertEquals(0, evict(CLASS));
        }
        final int only = add(CLASS);
        final int other = items.make(new byte[] {'o'}, 0);
        queues.replace(CLASS, only, other);
        assertEquals(other, evict(CLASS));
        assertEquals(0, queues.items(CLASS));
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
        assertTrue(queues.promotions() > 100 && queues.secondChances() > 100,
            "promotions=" + queues.promotions() + " secondChances=" + queues.secondChances());
    }

    private void examine(final Deque<Integer> small, final Deque<Integer> main, final List<Integer> all) {
        final boolean fromSmall = !small.isEmpty() && (main.isEmpty() || small.size() * 10 > all.size());
        final Deque<Integer> queue = fromSmall ? small : main;
        if (queue.isEmpty()) {
            assertEquals(0, queues.examine(CLASS));
            return;
        }
        final int next = queue.removeLast();
        final int frequency = ControlWord.frequency(Item.control(items.arena().address(next)));
        final int result = queues.examine(CLASS);
        if (frequency == 0) {
            assertEquals(next, result);
            queues.remove(CLASS, next);
            assertTrue(all.remove((Integer) next));
        } else {
            assertEquals(EvictionQueues.SPARED, result);
            main.addFirst(next);
            final long control = Item.control(items.arena().address(next));
            assertEquals(fromSmall ? 0 : frequency - 1, ControlWord.frequency(control));
            assertFalse(small.contains(next));
        }
    }
}
