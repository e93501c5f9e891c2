/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts loads and what became of them. */
final class LoadCounters {
    private final LongAdder loads = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder refreshes = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** Notes that a load has ended well, which began at a {@code System.nanoTime}. */
    void loaded(final int keys, final long began) {
        loads.add(keys);
        nanos.add(System.nanoTime() - began);
    }

    void failed(final int keys, final long began) {
        failures.add(keys);
        nanos.add(System.nanoTime() - began);
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
