/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread is about to do. */
final class Await {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE_NANOS = 1_000_000;

    private Await() {
    }

    /** Looks again and again until it is so, and fails if it never is. */
    static void until(final String what, final Callable<Boolean> condition) throws Exception {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                fail("it did not come to pass in " + PATIENCE_SECONDS + " s that " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
