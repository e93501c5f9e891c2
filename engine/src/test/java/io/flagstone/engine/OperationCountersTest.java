/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OperationCountersTest {
    private static final int THREADS = 300;
    private static final int OPERATIONS = 5_000;

    private final OperationCounters counters = new OperationCounters("users");

    @Test
    void shouldSumExactlyWhenMoreThreadsCountThanThereAreCells() throws InterruptedException {
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            final Thread thread = new Thread(() -> {
                for (int j = 0; j < OPERATIONS; j++) {
                    final long cell = counters.enter();
                    counters.add(OperationCounters.EXPIRED);
                    counters.add(cell, OperationCounters.HITS);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (final Thread thread : threads) {
            thread.join();
        }
        assertEquals((long) THREADS * OPERATIONS, counters.sum(OperationCounters.ENTERED));
        assertEquals((long) THREADS * OPERATIONS, counters.sum(OperationCounters.HITS));
        assertEquals((long) THREADS * OPERATIONS, counters.sum(OperationCounters.EXPIRED));
        assertTrue(counters.isEmpty());
    }

    /** A thread that says that it is another one. */
    private static final class Impostor extends Thread {
        private final long id;

        Impostor(final long id, final Runnable work) {
            super(work);
            this.id = id;
        }

        @Override
        public long getId() {
            return id;
        }
    }

    @Test
    void shouldSumExactlyWhenThreadsPretendToBeOne() throws InterruptedException {
        final List<Thread> threads = new ArrayList<>();
        final Runnable work = () -> {
            for (int j = 0; j < 100 * OPERATIONS; j++) {
                counters.add(counters.enter(), OperationCounters.HITS);
            }
        };
        final Thread honest = new Thread(work);
        threads.add(honest);
        for (int i = 0; i < 3; i++) {
            threads.add(new Impostor(honest.getId(), work));
        }
        for (final Thread thread : threads) {
            thread.start();
        }
        for (final Thread thread : threads) {
            thread.join();
        }
        assertEquals(400L * OPERATIONS, counters.sum(OperationCounters.ENTERED));
        assertEquals(400L * OPERATIONS, counters.sum(OperationCounters.HITS));
    }

    @Test
    void shouldPassOnTheCellOfThreadThatDied() throws InterruptedException {
        for (int i = 0; i < THREADS; i++) {
            final Thread thread = new Thread(() -> counters.add(counters.enter(), OperationCounters.LEFT));
            thread.start();
            thread.join();
        }
        assertEquals(THREADS, counters.sum(OperationCounters.LEFT));
    }

    @Test
    void shouldBeEmptyOnlyWhenWhoEnteredHasLeft() {
        final long cell = counters.enter();
        assertFalse(counters.isEmpty());
        counters.add(cell, OperationCounters.MISSES);
        assertTrue(counters.isEmpty());
    }

    @Test
    void shouldLetNobodyInOnceShut() {
        counters.shut();
        assertFalse(counters.tryEnter());
        assertThrows(IllegalStateException.class, counters::enter);
        assertTrue(counters.isEmpty());
    }

    @Test
    void shouldNeverCallEmptyWhatSomebodyIsInside() throws InterruptedException {
        final AtomicLong inside = new AtomicLong();
        final AtomicLong wrong = new AtomicLong();
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            final Thread thread = new Thread(() -> enterUntilShut(inside, wrong));
            threads.add(thread);
            thread.start();
        }
        while (counters.sum(OperationCounters.ENTERED) < 100_000) {
            Thread.onSpinWait();
        }
        counters.shut();
        while (!counters.isEmpty()) {
            Thread.onSpinWait();
        }
        inside.set(Long.MIN_VALUE);
        for (final Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, wrong.get());
    }

    private void enterUntilShut(final AtomicLong state, final AtomicLong wrong) {
        while (counters.tryEnter()) {
            if (state.get() < 0) {
                wrong.incrementAndGet();
            }
            counters.add(OperationCounters.LEFT);
        }
    }
}
