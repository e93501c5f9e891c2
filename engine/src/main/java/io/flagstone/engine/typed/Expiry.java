/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.time.RelativeClock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;

/** When entries end, and when somebody is to bring them anew: in tenths of a second of the byte cache's clock. */
final class Expiry<K, V> {
    /** In the place of a deadline: the value's time is over already. */
    static final int OVER = -1;

    private static final long TENTH_MILLIS = 1000 / RelativeClock.PER_SECOND;
    private static final int SLACK_SHIFT = 6;
    /** Three years: a time that is longer is as good as this, and what is added to it does not overflow. */
    private static final int LONGEST = Integer.MAX_VALUE / 2;

    private final RelativeClock clock;
    private final BiFunction<? super K, ? super V, Duration> function;
    private final Duration afterWrite;
    private final Duration absence;
    private final int afterAccess;
    private final int grace;
    private final int winBelow;

    Expiry(final CacheBuilder<K, V> builder, final RelativeClock clock) {
        this.clock = clock;
        function = builder.expiry;
        afterWrite = builder.afterWrite == null ? Duration.ZERO : builder.afterWrite;
        absence = builder.absence;
        afterAccess = builder.afterAccess == null ? 0 : tenths(builder.afterAccess);
        grace = tenths(builder.serveStaleFor);
        final int window = tenths(builder.refreshAhead.plus(builder.serveStaleFor));
        winBelow = window == 0 ? -1 : (window + RelativeClock.PER_SECOND - 1) / RelativeClock.PER_SECOND + 1;
    }

    private static int tenths(final Duration time) {
        return time.compareTo(Duration.ofMillis(LONGEST * TENTH_MILLIS)) >= 0 ? LONGEST
            : (int) ((time.toMillis() + (time.getNano() % 1_000_000 == 0 ? 0 : 1) + TENTH_MILLIS - 1) / TENTH_MILLIS);
    }

    /** Tells when a value ends that is stored now; 0 for never. */
    int deadline(final K key, final V value) {
        if (function != null) {
            final Duration timeToLive = Objects.requireNonNull(function.apply(key, value),
                "expiry must not return null");
            return timeToLive.isNegative() ? OVER : deadline(timeToLive);
        }
        return afterAccess == 0 ? deadline(afterWrite)
            : sum(clock.now(), afterAccess + (afterAccess >> SLACK_SHIFT));
    }

    int deadline(final Duration timeToLive) {
        final int end = clock.deadline(timeToLive);
        return end == 0 ? 0 : sum(end, grace);
    }

    /** Tells how long it is until a deadline; zero, for ever, if there is none. */
    Duration timeToLive(final int deadline) {
        return deadline == 0 ? Duration.ZERO : Duration.ofMillis(TENTH_MILLIS * Math.max(1, deadline - clock.now()));
    }

    /** Tells when it is forgotten that there is no value; OVER if that is not remembered at all. */
    int absenceDeadline() {
        return absence == null ? OVER : clock.deadline(absence);
    }

    /** Tells the deadline that a read gives to an entry; 0 if it leaves it as it is. */
    int touched(final int deadline) {
        if (afterAccess == 0 || deadline == 0) {
            return 0;
        }
        final int least = sum(clock.now(), afterAccess);
        return deadline >= least ? 0 : sum(least, afterAccess >> SLACK_SHIFT);
    }

    /** Tells below how many seconds to live a reader wins an entry; see FetchTerms. */
    int winBelow() {
        return winBelow;
    }

    boolean isSoon(final int deadline) {
        return winBelow > 0 && deadline != 0 && RelativeClock.secondsUntil(deadline, clock.now()) < winBelow;
    }

    private static int sum(final int time, final int more) {
        return time > Integer.MAX_VALUE - more ? 0 : time + more;
    }

    @Override
    public String toString() {
        return "Expiry[afterWrite=" + afterWrite + ", afterAccess=" + afterAccess + ", winBelow=" + winBelow + ']';
    }
}
