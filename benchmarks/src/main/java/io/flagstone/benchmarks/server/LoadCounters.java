/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import java.util.concurrent.atomic.AtomicLong;

/** What a load has been answered so far. Written by the driver's thread, read by any. */
final class LoadCounters {
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();

    /** Adds the replies of one read; only the driver's thread calls it. */
    void add(final long moreHits, final long moreMisses, final long moreStored) {
        hits.lazySet(hits.get() + moreHits);
        misses.lazySet(misses.get() + moreMisses);
        stored.lazySet(stored.get() + moreStored);
    }

    long hits() {
        return hits.get();
    }

    long misses() {
        return misses.get();
    }

    long stored() {
        return stored.get();
    }

    long answered() {
        return hits() + misses() + stored();
    }
}
