/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.EpochClock;

/** Time that goes by with the operations, not with the world, so that a run does not depend on the machine's speed. */
final class TortureClock implements EpochClock {
    private final AtomicLong millis = new AtomicLong(1_000_000);

    @Override
    public long time() {
        return millis.get();
    }

    void advance(final long more) {
        millis.addAndGet(more);
    }
}
