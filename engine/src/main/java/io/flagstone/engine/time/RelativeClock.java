/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.time;

import java.time.Duration;
import java.util.Objects;
import org.agrona.concurrent.EpochClock;

/**
 * Time since a cache was made, in deciseconds that fit an int for 6.8 years, starting at 2 seconds so that no moment
 * is 0.
 *
 * <p>A clock that the caller passed in is read at every call. The cache's own is read by its maintenance, every
 * 100 ms or oftener, since a hit cannot afford a call to the system. Safe for any number of threads.
 */
public final class RelativeClock {
    /** Deciseconds in a second. */
    public static final int PER_SECOND = 10;

    private static final long MILLIS = 1000 / PER_SECOND;
    private static final long NANOS = MILLIS * 1_000_000;
    private static final int START = 2 * PER_SECOND;
    private static final int LAST_START = Integer.MAX_VALUE / 2;

    private final EpochClock source;
    private final boolean cached;
    private final long startMillis;
    private final int start;
    private volatile int now;
    private volatile int second;

    /**
     * Starts a clock.
     *
     * @param source milliseconds, of any origin, never going back.
     * @param cached whether {@link #now()} is only as new as the last {@link #refresh()}.
     */
    public RelativeClock(final EpochClock source, final boolean cached) {
        this(source, cached, START);
    }

    private RelativeClock(final EpochClock source, final boolean cached, final int start) {
        this.source = source;
        this.cached = cached;
        this.start = start;
        now = start;
        second = start / PER_SECOND;
        startMillis = source.time();
    }

    /**
     * Starts a clock that goes on where another one stood, some time later.
     *
     * @param stopped what the other one told last.
     * @param millis  that have passed since; none if negative.
     * @return a clock with the same source; null if the time has become so long that it would soon be told no more.
     */
    public RelativeClock goingOn(final int stopped, final long millis) {
        final long from = stopped + Math.max(0L, millis) / MILLIS;
        return from > LAST_START ? null : new RelativeClock(source, cached, (int) from);
    }

    /**
     * Makes a clock that keeps its pace when the system's clock is set.
     *
     * @return the system's monotonic clock, in milliseconds.
     */
    public static EpochClock monotonicMillis() {
        return () -> System.nanoTime() / 1_000_000;
    }

    /**
     * Tells the time.
     *
     * @return deciseconds, at least 20.
     */
    public int now() {
        return cached ? now : read();
    }

    /**
     * Tells the time in whole seconds, as memcached counts it: it starts at 2.
     *
     * @return seconds.
     */
    public int second() {
        return cached ? second : read() / PER_SECOND;
    }

    /**
     * Reads the source.
     *
     * @return the new time, in deciseconds.
     */
    public int refresh() {
        final int time = read();
        if (time != now) {
            now = time;
            second = time / PER_SECOND;
        }
        return time;
    }

    private int read() {
        return (int) ((source.time() - startMillis) / MILLIS) + start;
    }

    /**
     * Tells when something ends that starts now.
     *
     * @param timeToLive how long it lasts; zero means that it has no end.
     * @return the deadline in deciseconds, rounded up, or 0 for never.
     * @throws IllegalArgumentException if it is negative.
     */
    public int deadline(final Duration timeToLive) {
        Objects.requireNonNull(timeToLive, "timeToLive must not be null");
        if (timeToLive.isNegative()) {
            throw new IllegalArgumentException("timeToLive must not be negative: timeToLive=" + timeToLive);
        }
        if (timeToLive.isZero()) {
            return 0;
        }
        final long seconds = timeToLive.getSeconds();
        if (seconds >= Integer.MAX_VALUE / PER_SECOND) {
            return 0;
        }
        final long deciseconds = seconds * PER_SECOND + (timeToLive.getNano() + NANOS - 1) / NANOS;
        final long deadline = now() + deciseconds;
        return deadline > Integer.MAX_VALUE ? 0 : (int) deadline;
    }

    /**
     * Tells how long it is until a deadline.
     *
     * @param deadline in deciseconds.
     * @param now      in deciseconds.
     * @return seconds, rounded up; below 0 if it is over.
     */
    public static int secondsUntil(final int deadline, final int now) {
        return Math.floorDiv(deadline - now + PER_SECOND - 1, PER_SECOND);
    }
}
