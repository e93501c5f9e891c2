/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.util.concurrent.CountDownLatch;
import org.agrona.concurrent.EpochClock;

/** A clock that stands, and that can hold up whoever reads it: so the worker stops in the middle of a request. */
final class GateClock implements EpochClock {
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch arrival = new CountDownLatch(0);

    @Override
    public long time() {
        arrival.countDown();
        try {
            gate.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** Holds up every reader from now on. */
    void shut() {
        arrival = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    void awaitReader() throws InterruptedException {
        arrival.await();
    }

    void open() {
        gate.countDown();
    }
}
