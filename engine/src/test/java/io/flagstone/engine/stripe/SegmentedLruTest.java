/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import static io.flagstone.engine.item.ControlWord.COLD;
import static io.flagstone.engine.item.ControlWord.HOT;
import static io.flagstone.engine.item.ControlWord.TEMP;
import static io.flagstone.engine.item.ControlWord.WARM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.HandmadeItems;
import io.flagstone.engine.item.Item;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentedLruTest {
    private static final int CLASS = 2;

    private final HandmadeItems items = new HandmadeItems(4 << 20);
    private final SegmentedLru policy = new SegmentedLru(items.arena(), 3, false);
    private final EvictionQueues queues = policy.queues;
    private final ClassCounters counters = policy.counters[CLASS];
    private int second = 100;

    @BeforeEach
    void tune() {
        policy.tune(20, 40, 0.2, 2.0, -1);
    }

    @AfterEach
    void close() {
        items.close();
    }

    private int add(final int queue) {
        final int reference = items.make(new byte[] {'k'}, 0);
        final long address = items.arena().address(reference);
        Item.control(address, ControlWord.withAccess(Item.control(address), second));
        Item.requeueVolatile(address, queue, 0);
        queues.add(CLASS, reference);
        return reference;
    }

    private int[] add(final int queue, final int count) {
        final int[] references = new int[count];
        Arrays.setAll(references, i -> add(queue));
        return references;
    }

    private void hit(final int reference, final int times) {
        final long address = items.arena().address(reference);
        for (int i = 0; i < times; i++) {
            Item.control(address, ControlWord.hit(Item.control(address), second));
        }
    }

    private long control(final int reference) {
        return Item.control(items.arena().address(reference));
    }

    private int queueOf(final int reference) {
        return ControlWord.queue(control(reference));
    }

    private int examine() {
        return policy.examine(CLASS, 0, second * 10);
    }

    private int evict() {
        int victim = examine();
        while (victim == ReplacementPolicy.SPARED) {
            victim = examine();
        }
        if (victim != 0) {
            queues.remove(CLASS, victim);
        }
        return victim;
    }

    private void assertHeld(final int hot, final int warm, final int cold, final int temp) {
        assertEquals(hot + " " + warm + " " + cold + " " + temp, queues.items(CLASS, HOT) + " "
            + queues.items(CLASS, WARM) + " " + queues.items(CLASS, COLD) + " " + queues.items(CLASS, TEMP));
    }

    @Test
    void shouldHaveNothingWhenEmpty() {
        assertEquals(0, examine());
        assertEquals(0, policy.oldest(CLASS));
        assertEquals(0, policy.oldestIdle(CLASS, second));
        assertEquals(0, policy.tailIdle(CLASS, HOT, second));
    }

    @ParameterizedTest
    @CsvSource({"0,2,3,1", "1,2,3,1", "3,2,3,1"})
    void shouldEvictTheOnlyItemWhereverItIs(final int first, final int second, final int third, final int fourth) {
        for (final int queue : new int[] {first, second, third, fourth}) {
            final int reference = add(queue);
            assertEquals(reference, evict());
            assertEquals(0, evict());
        }
    }

    @Test
    void shouldEvictTheOldestFirstWhenNothingIsAskedFor() {
        final int[] references = add(HOT, 100);

        for (final int reference : references) {
            assertEquals(reference, evict());
        }
        assertEquals(0, counters.movesToWarm);
        assertTrue(counters.movesToCold > 0);
    }

    @Test
    void shouldEnterHot() {
        assertEquals(HOT, policy.entry(CLASS, 1, ReplacementPolicy.FOREVER));
        assertEquals(HOT, policy.entry(CLASS, 1, 1));
    }

    @Test
    void shouldKeepHotToItsShareOverManyEvictions() {
        add(HOT, 100);
        for (int i = 0; i < 100; i++) {
            evict();
            add(HOT);
        }

        final int hot = queues.items(CLASS, HOT);
        assertTrue(hot >= 20 && hot <= 22, "hot=" + hot);
        assertEquals(100 - hot, queues.items(CLASS, COLD));
    }

    @Test
    void shouldKeepWarmToItsShare() {
        add(WARM, 70);
        add(COLD, 30);
        for (int i = 0; i < 50; i++) {
            evict();
            add(COLD);
        }

        assertHeld(0, 40, 60, 0);
        assertEquals(30, counters.movesToCold);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,1", "3,1"})
    void shouldMoveToWarmFromHotWhatWasAskedForTwice(final int hits, final int warm) {
        add(COLD, 10);
        final int reference = add(HOT);
        hit(reference, hits);
        examine();

        assertEquals(warm == 1 ? WARM : HOT, queueOf(reference));
        assertEquals(warm, counters.movesToWarm);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,1", "3,1"})
    void shouldMoveToWarmFromColdWhatWasAskedForTwice(final int hits, final int warm) {
        final int reference = add(COLD);
        add(COLD, 10);
        hit(reference, hits);

        assertEquals(warm == 1 ? ReplacementPolicy.SPARED : reference, examine());
        assertEquals(warm == 1 ? WARM : COLD, queueOf(reference));
        assertEquals(warm, counters.movesToWarm);
    }

    @Test
    void shouldStayActiveByOneHitAfterAMove() {
        final int reference = add(COLD);
        add(COLD, 10);
        hit(reference, 3);
        examine();
        hit(reference, 1);
        examine();

        assertEquals(WARM, queueOf(reference));
        assertEquals(1, counters.movesWithinLru);
        assertEquals(1, ControlWord.frequency(control(reference)));
    }

    @Test
    void shouldRememberTheFirstHitOnTheWayToCold() {
        final int[] references = add(HOT, 4);
        hit(references[0], 1);
        examine();
        assertEquals(COLD, queueOf(references[0]));
        hit(references[0], 1);

        assertEquals(ReplacementPolicy.SPARED, examine());
        assertEquals(WARM, queueOf(references[0]));
    }

    @ParameterizedTest
    @CsvSource({"10,0,0", "10,1,0", "10,2,0", "10,3,1", "0,1,1", "0,0,0", "50,10,0", "50,11,1"})
    void shouldMoveToColdFromHotWhatIsOlderThanAFifthOfTheColdTail(final int coldAge, final int hotAge,
            final int moved) {
        final int now = second;
        second = now - coldAge;
        add(COLD, 10);
        second = now - hotAge;
        add(HOT);
        second = now;
        examine();

        assertEquals(moved, counters.movesToCold);
    }

    @ParameterizedTest
    @CsvSource({"10,20,0", "10,21,1", "0,0,0", "0,1,1"})
    void shouldMoveToColdFromWarmWhatIsTwiceAsOldAsTheColdTail(final int coldAge, final int warmAge,
            final int moved) {
        final int now = second;
        second = now - warmAge;
        add(WARM);
        second = now - coldAge;
        add(COLD, 10);
        second = now;
        examine();

        assertEquals(moved, counters.movesToCold);
    }

    @Test
    void shouldMoveABoundedNumberForOneEviction() {
        add(HOT, 1_000);
        add(WARM, 1_000);
        examine();

        assertTrue(counters.movesToCold <= 8, "movesToCold=" + counters.movesToCold);
    }

    @Test
    void shouldFindAVictimThoughAllAreActive() {
        for (int queue = 0; queue < ControlWord.QUEUES; queue++) {
            for (final int reference : add(queue, 10)) {
                hit(reference, 3);
            }
        }

        for (int i = 0; i < 40; i++) {
            assertTrue(evict() > 0, "i=" + i);
        }
        assertEquals(0, evict());
    }

    @Test
    void shouldFindTheOneThatIsNotPinned() {
        for (int queue = 0; queue < 3; queue++) {
            for (final int reference : add(queue, 5)) {
                Item.pinnedVolatile(items.arena().address(reference), true);
            }
        }
        final int free = add(WARM);

        int victim = 0;
        for (int i = 0; i < 100 && victim <= 0; i++) {
            victim = examine();
        }
        assertEquals(free, victim);
        queues.remove(CLASS, free);
        for (int i = 0; i < 100; i++) {
            assertEquals(0, examine());
        }
        assertEquals(15, queues.items(CLASS));
    }

    @Test
    void shouldTakeWhatIsDeadThoughItIsActive() {
        final int reference = items.make(new byte[] {'k'}, second * 10);
        queues.add(CLASS, reference);
        Item.requeueVolatile(items.arena().address(reference), COLD, 3);

        assertEquals(reference, examine());
    }

    @ParameterizedTest
    @CsvSource({"-1,1,0", "600,600,3", "600,601,0", "600,2147483647,0", "0,0,3", "0,1,0"})
    void shouldEnterTempWhatExpiresSoon(final int temporary, final int timeToLive, final int queue) {
        policy.tune(20, 40, 0.2, 2.0, temporary);

        assertEquals(queue, policy.entry(CLASS, 1, timeToLive));
    }

    @Test
    void shouldLeaveTempWhatGetsALongerLife() {
        policy.tune(20, 40, 0.2, 2.0, 600);

        assertEquals(TEMP, policy.queueFor(TEMP, 600));
        assertEquals(HOT, policy.queueFor(TEMP, 601));
        assertEquals(HOT, policy.queueFor(TEMP, ReplacementPolicy.FOREVER));
        assertEquals(WARM, policy.queueFor(WARM, 1));
        policy.flat(true);
        assertEquals(COLD, policy.queueFor(TEMP, 601));
    }

    @Test
    void shouldTakeFromTempOnlyWhenThereIsNothingElse() {
        final int[] temporary = add(TEMP, 3);
        hit(temporary[0], 3);
        final int warm = add(WARM);
        final int hot = add(HOT);
        final int cold = add(COLD);

        assertEquals(cold, evict());
        assertEquals(hot, evict());
        assertEquals(warm, evict());
        assertEquals(ReplacementPolicy.SPARED, examine());
        assertEquals(temporary[1], evict());
        assertEquals(temporary[2], evict());
        assertEquals(temporary[0], evict());
    }

    @Test
    void shouldNotCountTempToTheSharesOfTheOthers() {
        add(TEMP, 1_000);
        add(HOT, 100);
        for (int i = 0; i < 100; i++) {
            evict();
            add(HOT);
        }

        assertTrue(queues.items(CLASS, HOT) <= 22, "hot=" + queues.items(CLASS, HOT));
        assertEquals(1_000, queues.items(CLASS, TEMP));
    }

    @Test
    void shouldHaveOneListWhenFlat() {
        policy.flat(true);
        assertEquals(COLD, policy.entry(CLASS, 1, ReplacementPolicy.FOREVER));
        final int[] references = add(COLD, 5);
        hit(references[0], 1);
        hit(references[2], 3);

        assertEquals(references[1], evict());
        assertEquals(references[3], evict());
        assertEquals(references[4], evict());
        assertEquals(references[0], evict());
        assertEquals(references[2], evict());
        assertEquals(2, counters.movesWithinLru);
    }

    @Test
    void shouldBecomeFlatBitByBit() {
        add(HOT, 20);
        add(WARM, 20);
        add(COLD, 20);
        policy.flat(true);
        for (int i = 0; i < 10; i++) {
            examine();
        }

        assertHeld(0, 0, 60, 0);
    }

    @Test
    void shouldBecomeSegmentedAgain() {
        policy.flat(true);
        add(COLD, 50);
        policy.flat(false);

        assertEquals(HOT, policy.entry(CLASS, 1, ReplacementPolicy.FOREVER));
        for (int i = 0; i < 50; i++) {
            hit(add(HOT), 2);
            assertTrue(evict() > 0);
        }
        assertTrue(queues.items(CLASS, WARM) >= 20, "warm=" + queues.items(CLASS, WARM));
    }
}
