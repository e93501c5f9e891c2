/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import org.agrona.concurrent.EpochClock;

/** A clock that clients stop, start and shift with {@code debugtime}; for tests. It never shows less than at first. */
public final class DebugClock implements EpochClock {
    private static final long MILLIS_PER_SECOND = 1000;
    /** Three years, of the nearly seven that a cache counts. */
    private static final long MOST_SECONDS = 100_000_000;

    private final EpochClock source;
    private final long start;
    private long shift;
    private boolean paused;
    private long pausedAt;

    /**
     * Makes a clock that goes with another one.
     *
     * @param source in milliseconds, never going back.
     */
    public DebugClock(final EpochClock source) {
        this.source = source;
        start = source.time();
    }

    @Override
    public synchronized long time() {
        return Math.max(start, (paused ? pausedAt : source.time()) + shift);
    }

    synchronized void pause() {
        if (!paused) {
            paused = true;
            pausedAt = source.time();
        }
    }

    /** Goes on, at the time that it would be had it never stopped. */
    synchronized void resume() {
        paused = false;
    }

    /** Moves the time; false if that is too far. */
    synchronized boolean shift(final long seconds) {
        if (Math.abs(seconds) > MOST_SECONDS || Math.abs(shift / MILLIS_PER_SECOND + seconds) > MOST_SECONDS) {
            return false;
        }
        shift += seconds * MILLIS_PER_SECOND;
        return true;
    }
}
