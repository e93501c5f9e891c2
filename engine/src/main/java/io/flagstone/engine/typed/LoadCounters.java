/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts loads and what became of them. */
final class LoadCounters {
    final String cacheName;
    private final LongAdder loads = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder refreshes = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** @param cacheName by which the cache's events go. */
    LoadCounters(final String cacheName) {
        this.cacheName = cacheName;
    }

    /** Begins a load of one key. */
    LoadTime begin(final String kind, final FlightKey id) {
        return new LoadTime(this, kind, 1, id.hashCode());
    }

    /** Begins a load of several keys. */
    LoadTime begin(final int keys) {
        return new LoadTime(this, "bulk load", keys, 0);
    }

    /** Notes that a load has ended well. */
    void loaded(final int keys, final long took) {
        loads.add(keys);
        nanos.add(took);
    }

    void failed(final int keys, final long took) {
        failures.add(keys);
        nanos.add(took);
    }

    void refreshing() {
        refreshes.increment();
    }

    void refused() {
        refused.increment();
    }

    Statistics snapshot(final long hits, final long misses, final long droppedRemovals, final long evictions) {
        return new Statistics(hits, misses, loads.sum(), failures.sum(), refreshes.sum(),
            Duration.ofNanos(nanos.sum()), refused.sum(), droppedRemovals, evictions);
    }
}
