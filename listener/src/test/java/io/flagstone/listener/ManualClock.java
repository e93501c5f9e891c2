/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener;

import java.time.Duration;
import org.agrona.concurrent.EpochClock;

/** A clock that the test moves. */
public final class ManualClock implements EpochClock {
    private volatile long millis;

    @Override
    public long time() {
        return millis;
    }

    /** Lets time pass. */
    public void advance(final Duration time) {
        millis = millis + time.toMillis();
    }
}
