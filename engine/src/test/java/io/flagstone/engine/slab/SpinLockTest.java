/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SpinLockTest {
    /** Two numbers that are equal whenever nobody holds the lock. */
    private static final class Guarded extends SpinLock {
        private long first;
        private long second;
        private boolean torn;

        void increment() {
            lock();
            try {
                torn |= first != second;
                first++;
                if (first % 1_000 == 0) {
                    Thread.yield();
                }
                second++;
            } finally {
                unlock();
            }
        }
    }

    @Test
    void shouldTellWhetherItIsHeld() {
        final Guarded lock = new Guarded();
        assertFalse(lock.isLocked());
        lock.lock();
        assertTrue(lock.isLocked());
        lock.unlock();
        assertFalse(lock.isLocked());
        assertThrows(AssertionError.class, lock::unlock);
    }

    @Test
    void shouldLetOneThreadInAtATime() throws InterruptedException {
        final Guarded guarded = new Guarded();
        final int rounds = 100_000;
        final Thread[] threads = new Thread[8];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < rounds; i++) {
                    guarded.increment();
                }
            });
            threads[t].start();
        }
        for (final Thread thread : threads) {
            thread.join();
        }

        assertFalse(guarded.torn);
        assertEquals((long) threads.length * rounds, guarded.first);
        assertEquals(guarded.first, guarded.second);
    }

    @Test
    void shouldWaitForHolderThatTakesItsTime() throws InterruptedException {
        final Guarded lock = new Guarded();
        lock.lock();
        final Thread waiter = new Thread(lock::increment);
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(0, lock.first);

        lock.unlock();
        waiter.join();

        assertEquals(1, lock.first);
    }

    /** Whoever still has the flag set does not nap. */
    @Test
    void shouldNapAndStayInterruptedWhenAnInterruptedThreadWaits() throws InterruptedException {
        final Guarded lock = new Guarded();
        lock.lock();
        final AtomicBoolean interrupted = new AtomicBoolean();
        final Thread waiter = new Thread(() -> {
            Thread.currentThread().interrupt();
            lock.increment();
            interrupted.set(Thread.interrupted());
        });
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING || waiter.isInterrupted()) {
            Thread.onSpinWait();
        }

        lock.unlock();
        waiter.join();

        assertEquals(1, lock.first);
        assertTrue(interrupted.get());
    }
}
