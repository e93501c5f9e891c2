/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void letThemGo() throws InterruptedException {
        over.countDown();
        for (final Thread thread : threads) {
            thread.join();
        }
    }

    /** Another thread that waits to the end of the test. */
    private Thread waiter(final Awaited awaited) {
        final CompletableFuture<Boolean> waits = new CompletableFuture<>();
        final Thread thread = new Thread(() -> {
            waits.complete(Waiting.begin(awaited));
            try {
                over.await();
            } catch (final InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                Waiting.end();
            }
        });
        threads.add(thread);
        thread.start();
        assertTrue(waits.orTimeout(60, TimeUnit.SECONDS).join());
        return thread;
    }

    private static Awaited heldHere() {
        final Thread self = Thread.currentThread();
        return () -> List.of(self);
    }

    /** Waits, and goes on at once. */
    private static boolean mayWaitFor(final Awaited awaited) {
        final boolean may = Waiting.begin(awaited);
        if (may) {
            Waiting.end();
        }
        return may;
    }

    @Test
    void shouldRefuseWhoWouldWaitForHimself() {
        assertFalse(mayWaitFor(heldHere()));
        assertTrue(mayWaitFor(List::of));
    }

    @Test
    void shouldRefuseWhoWouldCloseACircleOverOthers() {
        final Thread next = waiter(heldHere());
        final Thread first = waiter(() -> List.of(next));
        assertFalse(mayWaitFor(() -> List.of(first)));
    }

    @Test
    void shouldForgetWhoWasRefusedOrHasGoneOn() {
        final Thread next = waiter(heldHere());
        final Awaited closes = () -> List.of(next);
        assertFalse(mayWaitFor(closes));
        assertTrue(mayWaitFor(() -> List.of(waiter(List::of))));
        waiter(heldHere());
    }

    @Test
    void shouldRefuseACircleOverAnyOfTheHolders() {
        final Thread waitsForNobody = waiter(List::of);
        final Thread next = waiter(heldHere());
        assertFalse(mayWaitFor(() -> List.of(waitsForNobody, next)));
        assertTrue(mayWaitFor(() -> List.of(waitsForNobody)));
    }

    @Test
    void shouldEndALookAtACircleOfOthers() {
        final AtomicReference<List<Thread>> holders = new AtomicReference<>(List.of());
        final Thread other = waiter(holders::get);
        holders.set(List.of(other));
        assertTrue(mayWaitFor(() -> List.of(other)));
    }

    /** Each look sees a circle, but not the one that the look before has seen: both had moved on by then. */
    @Test
    void shouldRefuseNobodyForTwoCirclesOfWhichEachWasSeenOnce() {
        final Queue<List<Thread>> answers =
            new ArrayDeque<>(List.of(List.of(waiter(heldHere())), List.of(waiter(heldHere())), List.of()));
        assertTrue(mayWaitFor(answers::remove));
        assertEquals(0, answers.size());
    }

    @Test
    void shouldRefuseACircleThatWasSeenTwiceBesideOneThatMovedOn() {
        final Thread stays = waiter(heldHere());
        final Queue<List<Thread>> answers = new ArrayDeque<>(
            List.of(List.of(waiter(heldHere()), stays), List.of(stays), List.of(waiter(List::of), stays)));
        assertFalse(mayWaitFor(answers::remove));
        assertEquals(0, answers.size());
    }

    /** Between two looks that see the same thread wait for the same thing, it may have gone on. */
    @Test
    void shouldTakeAWaitThatBeganAnewForAnotherOne() {
        final Thread self = Thread.currentThread();
        final CountDownLatch waits = new CountDownLatch(1);
        final CountDownLatch goesOn = new CountDownLatch(1);
        final CountDownLatch waitsAnew = new CountDownLatch(1);
        final Awaited mine = heldHere();
        final Thread other = new Thread(() -> {
            Waiting.begin(mine);
            waits.countDown();
            await(goesOn);
            Waiting.end();
            Waiting.begin(mine);
            waitsAnew.countDown();
            await(over);
            Waiting.end();
        });
        threads.add(other);
        other.start();
        await(waits);
        final AtomicInteger looks = new AtomicInteger();
        assertTrue(mayWaitFor(() -> {
            if (Thread.currentThread() == self && looks.incrementAndGet() == 2) {
                goesOn.countDown();
                await(waitsAnew);
            }
            return Thread.currentThread() == self && looks.get() < 3 ? List.of(other) : List.of();
        }));
        assertEquals(3, looks.get());
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
