/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The time of a {@link TestMemcached}: it stands still until the test moves it. It begins with the second in which the
 * server starts, since clients send moments that lie further ahead than 30 days as such; what is tested may have it as
 * its own clock too.
 */
public final class TestClock implements InstantSource {
    /** A cache counts its time for 6.8 years. */
    private static final Duration MOST = Duration.ofDays(6 * 365);

    private final Instant start;
    private final Runnable moved;
    private volatile Duration passed = Duration.ZERO;

    /** @param moved is run when the time has changed. */
    TestClock(final Instant start, final Runnable moved) {
        this.start = start;
        this.moved = moved;
    }

    @Override
    public Instant instant() {
        return start.plus(passed);
    }

    @Override
    public long millis() {
        return start.toEpochMilli() + passed.toMillis();
    }

    /**
     * Lets time pass. When this returns, what has expired is gone and its memory is free, connections that were idle
     * for too long are closed, and replies whose delay is over are on their way.
     *
     * @param time that passes, not negative; the cache sees tenths of a second.
     * @throws IllegalArgumentException if it is negative, or comes to more than 6 years in all.
     */
    public void advance(final Duration time) {
        Objects.requireNonNull(time, "time must not be null");
        if (time.isNegative()) {
            throw new IllegalArgumentException("time must not be negative: time=" + time);
        }
        synchronized (this) {
            if (time.compareTo(MOST.minus(passed)) > 0) {
                throw new IllegalArgumentException("time must not come to more than " + MOST.toDays()
                    + " days in all: time=" + time + " passed=" + passed);
            }
            passed = passed.plus(time);
        }
        moved.run();
    }

    @Override
    public String toString() {
        return "TestClock[" + instant() + ']';
    }
}
