/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.item.HandmadeItems;
import io.flagstone.engine.item.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryWheelTest {
    private static final int START = 20;
    private static final int HOUR = 36_000;
    private static final int DAY = 24 * HOUR;

    private final HandmadeItems items = new HandmadeItems(4 << 20);
    private final ExpiryWheel wheel = new ExpiryWheel(items.arena(), START);
    /** References by the moment at which they are due, which is what the wheel should do. */
    private final TreeMap<Integer, Set<Integer>> model = new TreeMap<>();
    private final Deque<Integer> spare = new ArrayDeque<>();
    private int now = START;
    /** The first moment that has not been emptied. */
    private int tick = START;

    @AfterEach
    void close() {
        items.close();
    }

    private int add(final int deadline) {
        final int reference = spare.isEmpty() ? items.make(new byte[] {'k'}, 1) : spare.pop();
        Item.deadline(items.arena().address(reference), deadline);
        wheel.add(reference);
        model.computeIfAbsent(Math.max(deadline, tick), due -> new HashSet<>()).add(reference);
        return reference;
    }

    private void remove(final int due, final int reference) {
        wheel.remove(reference);
        assertTrue(model.get(due).remove(reference));
        if (model.get(due).isEmpty()) {
            model.remove(due);
        }
        spare.push(reference);
    }

    /** Goes on to a moment and takes out what has expired, in portions; all of that and nothing else has to come. */
    private void passTo(final int time, final int budget) {
        now = time;
        final Set<Integer> expected = new HashSet<>();
        for (final Map.Entry<Integer, Set<Integer>> due : model.headMap(now, true).entrySet()) {
            expected.addAll(due.getValue());
        }
        final List<Integer> expired = new ArrayList<>();
        int reference = wheel.expired(now, budget);
        while (reference != 0) {
            if (reference != ExpiryWheel.UNFINISHED) {
                wheel.remove(reference);
                expired.add(reference);
            }
            reference = wheel.expired(now, budget);
        }
        assertEquals(expected, new HashSet<>(expired));
        assertEquals(expected.size(), expired.size());
        model.headMap(now, true).clear();
        tick = now + 1;
        spare.addAll(expired);
    }

    @Test
    void shouldHaveNothingWhenEmpty() {
        assertEquals(0, wheel.expired(START, 1));
        assertEquals(0, wheel.expired(START + 1_800 * DAY, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 4_095, 4_096, 4_097, HOUR, 262_144, DAY, 16_777_216, 300 * DAY})
    void shouldStepOverLongTimesWithNothingInThem(final int distance) {
        final int first = START + distance;
        for (int i = 0; i < 40; i++) {
            add(first + i * (distance % DAY));
            add(first + i);
        }
        passTo(first - 1, 1_000);
        passTo(first + distance / 2, 1_000);
        passTo(first + 1_800 * DAY, 1_000);
        assertEquals(0, model.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 511, 512, 513, 4_000, 32_767, 32_768, 32_769, HOUR, 2_097_151, 2_097_152,
        2_097_153, 10 * DAY, 134_217_727, 134_217_728, 134_217_729, 700 * DAY})
    void shouldExpireWhenTheTickOfTheDeadlineIsOver(final int timeToLive) {
        final int deadline = START + timeToLive;
        add(deadline);

        passTo(deadline - 1, 1);
        assertEquals(1, model.size());
        passTo(deadline, 1);

        assertEquals(0, model.size());
    }

    @Test
    void shouldExpireAtOnceWhatWasDueBefore() {
        passTo(5_000, 10);
        add(4_000);
        add(1);
        add(-1);
        add(Integer.MIN_VALUE);

        passTo(5_008, 10);

        assertEquals(0, model.size());
    }

    @Test
    void shouldForgetWhatIsRemoved() {
        final int first = add(100);
        final int second = add(100);
        final int third = add(100);
        remove(100, second);
        remove(100, third);
        passTo(200, 10);
        assertTrue(model.isEmpty());
        add(300);
        final int last = add(300);
        remove(300, last);
        passTo(400, 10);
        assertTrue(model.isEmpty() && first != 0);
    }

    @Test
    void shouldMoveNoMoreItemsThanItsBudgetAtATime() {
        for (int i = 0; i < 1_000; i++) {
            add(START + 4_096 + i % 500);
        }
        int unfinished = 0;
        final int later = START + 4_200;
        int reference = wheel.expired(later, 10);
        while (reference == ExpiryWheel.UNFINISHED) {
            unfinished++;
            reference = wheel.expired(later, 10);
        }
        assertTrue(unfinished >= 40 && unfinished <= 100, "unfinished=" + unfinished);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1000", "2,3,100", "3,256,10", "4,5,1"})
    void shouldExpireWhatAModelExpires(final long seed, final int budget, final int scale) {
        final Random random = new Random(seed);
        for (int step = 0; step < 4_000; step++) {
            final int adds = random.nextInt(8);
            for (int i = 0; i < adds; i++) {
                final int ahead = (int) Math.exp(random.nextDouble() * Math.log((double) DAY * scale));
                add(now + ahead - random.nextInt(10));
            }
            if (random.nextInt(3) == 0 && !model.isEmpty()) {
                final Integer near = model.ceilingKey(random.nextInt(model.lastKey() + 1));
                remove(near, model.get(near).iterator().next());
            }
            final int jump = (int) Math.exp(random.nextDouble() * Math.log(100.0 * scale));
            passTo(now + jump, budget);
        }
        assertTrue(!model.isEmpty());
        passTo(model.lastKey() + 1, budget);
        assertTrue(model.isEmpty());
    }

    @Test
    void shouldExpireAcrossYears() {
        final Random random = new Random(6);
        for (int i = 0; i < 2_000; i++) {
            add(START + random.nextInt(Integer.MAX_VALUE - START));
        }
        while (now < Integer.MAX_VALUE - 200 * DAY) {
            passTo(now + random.nextInt(200 * DAY), 100);
        }
        passTo(Integer.MAX_VALUE - 1, 100);
        assertTrue(model.isEmpty() || model.firstKey() == Integer.MAX_VALUE);
    }
}
