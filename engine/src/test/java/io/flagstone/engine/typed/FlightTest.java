/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a load, and what happens while he looks for whom he waits. */
@Timeout(60)
class FlightTest {
    private static void awaitThat(final BooleanSupplier condition) {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            Thread.onSpinWait();
        }
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
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
}
