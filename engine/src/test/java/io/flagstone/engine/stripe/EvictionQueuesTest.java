/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

    private int add(final int classId, final int queue) {
        final int reference = items.make(new byte[] {'k'}, 0);
        Item.requeueVolatile(items.arena().address(reference), queue, 0);
        queues.add(classId, reference);
        return reference;
    }

    private int[] add(final int count) {
        final int[] references = new int[count];
        Arrays.setAll(references, i -> add(CLASS, 1));
        return references;
    }

    @Test
    void shouldHaveNothingWhenEmpty() {
        for (int queue = 0; queue < ControlWord.QUEUES; queue++) {
            assertEquals(0, queues.tail(CLASS, queue));
            assertEquals(0, queues.items(CLASS, queue));
            assertEquals(0, queues.total(queue));
        }
        assertEquals(0, queues.items(CLASS));
    }

    @Test
    void shouldTellTheOldestFirst() {
        final int[] references = add(100);

        for (int i = 0; i < references.length; i++) {
            assertEquals(references.length - i, queues.items(CLASS, 1));
            assertEquals(references[i], queues.tail(CLASS, 1));
            queues.remove(CLASS, references[i]);
        }
        assertEquals(0, queues.tail(CLASS, 1));
    }

    @Test
    void shouldKeepClassesAndQueuesApart() {
        final int[][] references = new int[4][ControlWord.QUEUES];
        for (int classId = 1; classId <= 3; classId++) {
            for (int queue = 0; queue < ControlWord.QUEUES; queue++) {
                references[classId][queue] = add(classId, queue);
            }
        }

        for (int queue = 0; queue < ControlWord.QUEUES; queue++) {
            assertEquals(3, queues.total(queue));
        }
        for (int classId = 1; classId <= 3; classId++) {
            for (int queue = 0; queue < ControlWord.QUEUES; queue++) {
                assertEquals(ControlWord.QUEUES - queue, queues.items(classId));
                assertEquals(references[classId][queue], queues.tail(classId, queue));
                queues.remove(classId, references[classId][queue]);
                assertEquals(0, queues.tail(classId, queue));
            }
        }
    }

    @Test
    void shouldGiveAnotherItemTheSamePlace() {
        for (int place = 0; place < 3; place++) {
            final int[] references = add(3);
            final int other = items.make(new byte[] {'o'}, 0);
            Item.requeueVolatile(items.arena().address(other), 1, 0);
            queues.replace(CLASS, references[place], other);
            references[place] = other;

            assertEquals(3, queues.items(CLASS));
            for (final int reference : references) {
                assertEquals(reference, queues.tail(CLASS, 1));
                queues.remove(CLASS, reference);
            }
            assertEquals(0, queues.items(CLASS));
        }
    }

    @Test
    void shouldMoveToTheHeadOfAnotherQueueOrOfTheSame() {
        final int[] references = add(3);

        queues.move(CLASS, references[0], 1, 2);
        assertEquals(references[1], queues.tail(CLASS, 1));
        queues.move(CLASS, references[1], 3, 1);
        assertEquals(references[2], queues.tail(CLASS, 1));
        assertEquals(references[1], queues.tail(CLASS, 3));
        assertEquals(1, ControlWord.frequency(Item.control(items.arena().address(references[1]))));
        queues.remove(CLASS, references[2]);
        assertEquals(references[0], queues.tail(CLASS, 1));
        assertEquals(2, ControlWord.frequency(Item.control(items.arena().address(references[0]))));
        assertEquals(1, queues.total(1));
        assertEquals(1, queues.total(3));
    }

    @Test
    void shouldDoWhatListsDo() {
        final Random random = new Random(4);
        final List<Deque<Integer>> lists = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>(),
            new ArrayDeque<>());
        final List<Integer> all = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            final int queue = random.nextInt(lists.size());
            if (all.isEmpty() || all.size() < 100 && random.nextInt(5) < 2) {
                final int reference = add(CLASS, queue);
                lists.get(queue).addFirst(reference);
                all.add(reference);
            } else {
                final Integer reference = all.get(random.nextInt(all.size()));
                assertTrue(lists.stream().anyMatch(list -> list.remove(reference)));
                if (random.nextBoolean()) {
                    queues.remove(CLASS, reference);
                    all.remove(reference);
                } else {
                    queues.move(CLASS, reference, queue, 0);
                    lists.get(queue).addFirst(reference);
                }
            }
            for (int q = 0; q < lists.size(); q++) {
                assertEquals(lists.get(q).size(), queues.items(CLASS, q));
                assertEquals(lists.get(q).isEmpty() ? 0 : lists.get(q).getLast(), queues.tail(CLASS, q));
            }
        }
    }
}
