/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** What one thread of a load has counted. Others may ask for {@link #answered}; for the rest when it is done. */
final class Tally {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final int SHOWN = 5;

    final Histogram latency = new Histogram(HIGHEST_NANOS, DIGITS);
    long hits;
    long misses;
    long stored;
    long absent;
    long refused;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final List<String> shown = new ArrayList<>();

    void answered(final int more) {
        answered.lazySet(answered.get() + more);
    }

    long answered() {
        return answered.get();
    }

    void took(final long nanos) {
        latency.recordValue(Math.max(0, Math.min(HIGHEST_NANOS, nanos)));
    }

    void error(final String what) {
        synchronized (shown) {
            if (shown.size() < SHOWN) {
                shown.add(what);
            }
        }
        errors.incrementAndGet();
    }

    long errors() {
        return errors.get();
    }

    /** Adds what another thread has counted. */
    void add(final Tally other) {
        latency.add(other.latency);
        hits += other.hits;
        misses += other.misses;
        stored += other.stored;
        absent += other.absent;
        refused += other.refused;
        answered.addAndGet(other.answered());
        addErrors(other);
    }

    /** Adds another's errors alone. */
    void addErrors(final Tally other) {
        errors.addAndGet(other.errors());
        shown.addAll(other.shown());
    }

    /** The first errors. */
    List<String> shown() {
        synchronized (shown) {
            return List.copyOf(shown);
        }
    }
}
