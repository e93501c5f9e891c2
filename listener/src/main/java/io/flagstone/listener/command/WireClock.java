/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.time.RelativeClock;

/** Turns the expiry times of the wire into deadlines of the cache: whole seconds, as memcached counts them. */
final class WireClock {
    private static final int RELATIVE_LIMIT = 60 * 60 * 24 * 30;
    /** A moment that has passed before the cache began, but not 0, which is never. */
    private static final int PAST = 1;

    private final RelativeClock clock;
    private final long unixStart;

    /** @param unixNow seconds since 1970, now. */
    WireClock(final RelativeClock clock, final long unixNow) {
        this.clock = clock;
        unixStart = unixNow - clock.second();
    }

    /** Whole seconds since the start, which is 2. */
    int second() {
        return clock.second();
    }

    long unixSecond() {
        return unixStart + clock.second();
    }

    /** Tells the second, counted from 1970, at which a deadline of the cache has passed. */
    long unixTime(final int deadline) {
        return unixStart + (deadline + RelativeClock.PER_SECOND - 1L) / RelativeClock.PER_SECOND;
    }

    /** Tells how many seconds a deadline of the cache is away; 0 if it has passed, -1 for never. */
    int secondsLeft(final int deadline) {
        if (deadline == 0) {
            return -1;
        }
        final int second = (int) ((deadline + RelativeClock.PER_SECOND - 1L) / RelativeClock.PER_SECOND);
        return Math.max(0, second - clock.second());
    }

    /**
     * Tells when an item expires.
     *
     * @param exptime as the client sent it: 0 never; below 0 at once; up to 30 days in seconds from now; above, in
     *                seconds since 1970.
     * @return deciseconds of the cache's clock, 0 for never; what lies further ahead than the clock counts (6.8 years)
     *     expires at its end.
     */
    int deadline(final long exptime) {
        if (exptime == 0) {
            return 0;
        }
        if (exptime < 0) {
            return PAST;
        }
        final long second = exptime <= RELATIVE_LIMIT ? clock.second() + exptime : exptime - unixStart;
        if (second <= 0) {
            return PAST;
        }
        return (int) Math.min(Integer.MAX_VALUE, second * RelativeClock.PER_SECOND);
    }
}
