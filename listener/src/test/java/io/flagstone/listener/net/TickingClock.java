/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.time.Duration;
import org.agrona.concurrent.EpochClock;

/** A clock that the test moves. */
final class TickingClock implements EpochClock {
    private volatile long millis;

    @Override
    public long time() {
        return millis;
    }

    void advance(final Duration time) {
        millis = millis + time.toMillis();
    }
}
