/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static io.flagstone.engine.typed.TypedBed.awaitThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Who waits for a load, and what happens while he looks for whom he waits. */
class FlightTest {
    private static void await(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread start(final Runnable task) {
        final Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void shouldRunWhatIsLeftOnlyAfterSomebodyHasBegunToWait() {
        final Flight<String> flight = new Flight<>();
        final CompletableFuture<String> value = new CompletableFuture<>();
        final Thread waiter = start(() -> value.complete(flight.await("k")));
        awaitThat(() -> waiter.getState() == Thread.State.WAITING);
        flight.leaveTask(() -> flight.complete("by " + Thread.currentThread().getName()));
        assertEquals("by " + waiter.getName(), value.orTimeout(60, TimeUnit.SECONDS).join());
        assertFalse(flight.withdrawTask());
    }

    @Test
    void shouldRefuseACircleThatIsLeftOnlyAfterSomebodyHasBegunToWait() {
        final Flight<String> mine = new Flight<>();
        final Flight<String> other = new Flight<>();
        final CompletableFuture<Throwable> refused = new CompletableFuture<>();
        final Thread waiter = start(() -> {
            mine.loadedHere();
            refused.complete(assertThrows(IllegalStateException.class, () -> other.await("other")));
        });
        awaitThat(() -> waiter.getState() == Thread.State.WAITING);
        other.leaveTask(() -> mine.await("mine"));
        assertEquals("a loader must not ask for the key that it is loading: key=mine",
            refused.orTimeout(60, TimeUnit.SECONDS).join().getMessage());
    }

    /** Whoever leaves looks at the name and takes it away under the lock: nobody may put his there between. */
    @Test
    void shouldNameItsThreadUnderTheLockOfTheFlight() {
        final Flight<String> flight = new Flight<>();
        final CountDownLatch ran = new CountDownLatch(1);
        synchronized (flight) {
            final Thread thread = start(() -> flight.run(ran::countDown));
            awaitThat(() -> thread.getState() == Thread.State.BLOCKED);
            assertEquals(1, ran.getCount(), "it ran in spite of the lock");
        }
        await(ran);
    }

    /** A thread that goes on while the thread of a test, half through with a look, is about to see its wait. */
    private static final class Watched extends Thread {
        private final CountDownLatch watched = new CountDownLatch(1);
        private final Thread looker = currentThread();
        private final BooleanSupplier goneOn;

        Watched(final Runnable task, final BooleanSupplier goneOn) {
            super(task);
            this.goneOn = goneOn;
            setDaemon(true);
        }

        /** Asked for by the map of those who wait. */
        @Override
        public int hashCode() {
            if (currentThread() == looker && watched.getCount() != 0 && isAlive()) {
                watched.countDown();
                awaitThat(() -> goneOn.getAsBoolean() && getState() == State.WAITING);
            }
            return super.hashCode();
        }

        @Override
        public boolean equals(final Object other) {
            return this == other;
        }
    }

    @Test
    void shouldTakeNobodyForACircleWhoHasLoadedAndWaitsForSomethingElse() throws InterruptedException {
        final Flight<String> first = new Flight<>();
        final Flight<String> second = new Flight<>();
        final CountDownLatch loads = new CountDownLatch(1);
        final Watched[] self = new Watched[1];
        final Watched other = new Watched(() -> {
            first.loadedHere();
            loads.countDown();
            FlightTest.await(self[0].watched);
            first.complete("1");
            second.await("second");
        }, first::isDone);
        self[0] = other;
        other.start();
        await(loads);
        second.loadedHere();
        assertEquals("1", first.await("first"));
        assertEquals(0, other.watched.getCount(), "the look went by the other thread");
        second.complete("2");
        other.join();
    }

    /** Loads a flight until the other thread looks at it, and then waits for what that one loads. */
    private static Watched movesOn(final Flight<String> loaded, final Flight<String> next,
            final BooleanSupplier goneOn) {
        final CountDownLatch loads = new CountDownLatch(1);
        final Watched[] self = new Watched[1];
        self[0] = new Watched(() -> {
            loaded.loadedHere();
            loads.countDown();
            FlightTest.await(self[0].watched);
            loaded.complete("loaded");
            next.await("next");
        }, () -> loaded.isDone() && goneOn.getAsBoolean());
        self[0].start();
        await(loads);
        return self[0];
    }

    /** The first one waits for one after the other, each of which waits for who looks when it is no more waited for. */
    @Test
    void shouldTakeNobodyForACircleOfWhomEachLookSeesAnother() throws InterruptedException {
        final Flight<String> mine = new Flight<String>().loadedHere();
        final Flight<String> first = new Flight<>();
        final Flight<String> second = new Flight<>();
        final Flight<String> third = new Flight<>();
        final CountDownLatch atThird = new CountDownLatch(1);
        final Thread[] waiter = new Thread[1];
        final Watched x = movesOn(second, mine,
            () -> atThird.getCount() == 0 && waiter[0].getState() == Thread.State.WAITING);
        final Watched y = movesOn(third, mine, () -> true);
        waiter[0] = start(() -> {
            first.loadedHere();
            second.await("second");
            atThird.countDown();
            third.await("third");
            first.complete("1");
        });
        awaitThat(() -> waiter[0].getState() == Thread.State.WAITING);
        assertEquals("1", first.await("first"));
        assertEquals(0, x.watched.getCount() + y.watched.getCount(), "the looks went by the other threads");
        mine.complete("mine");
        x.join();
        y.join();
    }

    @Test
    void shouldRefuseAWaitForOneselfInAPieceBesideWhichAnotherOneRan() throws InterruptedException {
        final Flight<String> flight = new Flight<>();
        final CompletableFuture<Throwable> refused = new CompletableFuture<>();
        final CountDownLatch otherRan = new CountDownLatch(1);
        final CountDownLatch begun = new CountDownLatch(1);
        start(() -> flight.run(() -> {
            begun.countDown();
            await(otherRan);
            refused.complete(assertThrows(IllegalStateException.class, () -> flight.await("k")));
        }));
        await(begun);
        flight.run(otherRan::countDown);
        assertEquals("a loader must not ask for the key that it is loading: key=k",
            refused.orTimeout(60, TimeUnit.SECONDS).join().getMessage());
    }

    @Test
    void shouldRefuseACircleOverAnyOfThePiecesThatRun() {
        final Flight<String> mine = new Flight<>();
        final Flight<String> other = new Flight<>();
        final CompletableFuture<Throwable> refused = new CompletableFuture<>();
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch loads = new CountDownLatch(1);
        final CountDownLatch beside = new CountDownLatch(1);
        final CountDownLatch over = new CountDownLatch(1);
        final Thread piece = start(() -> other.run(() -> {
            begun.countDown();
            // Not by a latch: the only thing that it is ever seen to wait for has to be the flight.
            awaitThat(() -> beside.getCount() == 0);
            mine.await("mine");
        }));
        await(begun);
        start(() -> {
            mine.loadedHere();
            loads.countDown();
            awaitThat(() -> beside.getCount() == 0 && piece.getState() == Thread.State.WAITING);
            refused.complete(assertThrows(IllegalStateException.class, () -> other.await("other")));
        });
        await(loads);
        start(() -> other.run(() -> {
            beside.countDown();
            await(over);
        }));
        try {
            assertEquals("loaders must not wait for each other's keys: key=other",
                refused.orTimeout(60, TimeUnit.SECONDS).join().getMessage());
        } finally {
            over.countDown();
            mine.complete("over");
            other.complete("over");
        }
    }
}
