/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import org.agrona.concurrent.EpochClock;

/** A clock that goes on by hand. */
final class HandClock implements EpochClock {
    private static final int MILLIS = 1000;
    private volatile long millis;

    @Override
    public long time() {
        return millis;
    }

    /** Lets time pass; called by one thread. */
    void pass(final int seconds) {
        millis = millis + (long) seconds * MILLIS;
    }
}
