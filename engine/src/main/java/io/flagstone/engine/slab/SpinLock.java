/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock that is held for tens of nanoseconds: no object per waiter, no queue, not reentrant, not fair.
 *
 * <p>A waiter spins, then yields, then sleeps for 20 microseconds at a time, so that a holder that lost its processor
 * gets it back. Meant to be extended by what it guards.
 */
public class SpinLock {
    private static final VarHandle HELD;
    private static final int SPINS = 200;
    private static final int YIELDS = 50;
    private static final long NAP_NANOS = 20_000;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", int.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused")
    private volatile int held;

    /** Makes a lock that nobody holds. */
    protected SpinLock() {
    }

    /** Takes the lock. */
    public final void lock() {
        if (!HELD.compareAndSet(this, 0, 1)) {
            lockSlowly();
        }
    }

    /**
     * Takes the lock if nobody holds it.
     *
     * @return whether it was taken.
     */
    public final boolean tryLock() {
        return HELD.compareAndSet(this, 0, 1);
    }

    private void lockSlowly() {
        int tries = 0;
        boolean interrupted = false;
        while (held != 0 || !HELD.compareAndSet(this, 0, 1)) {
            tries++;
            if (tries < SPINS) {
                Thread.onSpinWait();
            } else if (tries < SPINS + YIELDS) {
                Thread.yield();
            } else {
                // Who is interrupted does not nap: he would take the processor from whoever holds the lock.
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the lock back. */
    public final void unlock() {
        assert held == 1 : "unlock without lock";
        HELD.setRelease(this, 0);
    }

    /**
     * Tells whether anybody holds the lock; for assertions.
     *
     * @return whether somebody does.
     */
    public final boolean isLocked() {
        return held != 0;
    }
}
