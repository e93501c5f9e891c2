/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.time.RelativeClock;
import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;

/**
 * Turns what an expiry policy says into deadlines of the cache's clock. A policy that throws has said nothing: a new
 * entry lives for ever then, and another one keeps its deadline.
 *
 * <p>The clock counts tenths of a second and is read as often, so two of them may be missing at the end of a deadline.
 * One is added to what is rounded up: no entry is gone before its time.
 */
final class Expiry {
    /** The entry keeps the deadline that it has. */
    static final int KEEP = -1;
    /** The entry's time is over at once. */
    static final int NOW = -2;
    private static final int NEVER = 0;

    private final ExpiryPolicy policy;
    private final RelativeClock clock;

    Expiry(final ExpiryPolicy policy, final RelativeClock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** A deadline, or NOW. */
    int onCreation() {
        final int deadline = deadline(policy::getExpiryForCreation);
        return deadline == KEEP ? NEVER : deadline;
    }

    /** A deadline, NOW or KEEP. */
    int onUpdate() {
        return deadline(policy::getExpiryForUpdate);
    }

    /** A deadline, NOW or KEEP. */
    int onAccess() {
        return deadline(policy::getExpiryForAccess);
    }

    private int deadline(final Supplier<Duration> saying) {
        final Duration duration;
        try {
            duration = saying.get();
        } catch (final RuntimeException e) {
            return KEEP;
        }
        if (duration == null) {
            return KEEP;
        }
        if (duration.isEternal()) {
            return NEVER;
        }
        if (duration.isZero()) {
            return NOW;
        }
        final long millis = duration.getTimeUnit().toMillis(duration.getDurationAmount());
        final int deadline = clock.deadline(java.time.Duration.ofMillis(millis));
        return deadline == NEVER || deadline == Integer.MAX_VALUE ? NEVER : deadline + 1;
    }

    ExpiryPolicy policy() {
        return policy;
    }
}
