/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import java.util.function.LongSupplier;

/** The statistics of one cache, counted anew when they are older than a tenth of a second. */
final class RecentStats {
    private static final long KEPT_NANOS = 100_000_000;

    private final LongSupplier nanoTime;
    private CacheStats latest;
    private long takenAt;

    /** @param nanoTime tells how time passes. */
    RecentStats(final LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized CacheStats of(final ByteCache cache) {
        final long now = nanoTime.getAsLong();
        if (latest == null || now - takenAt >= KEPT_NANOS) {
            latest = cache.stats();
            takenAt = now;
        }
        return latest;
    }

    /** Has them counted anew the next time. */
    synchronized void forget() {
        latest = null;
    }
}
