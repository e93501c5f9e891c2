/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

import io.flagstone.engine.typed.Cache;
import java.time.Duration;

/** A typed cache as JMX sees it. */
final class TypedCacheFigures extends CacheFigures implements TypedCacheMXBean {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Cache<?, ?> cache;

    TypedCacheFigures(final Cache<?, ?> cache) {
        super(cache.byteCache());
        this.cache = cache;
    }

    private static double millis(final Duration time) {
        return time.toNanos() / NANOS_PER_MILLI;
    }

    @Override
    public long getHits() {
        return cache.stats().hits();
    }

    @Override
    public long getMisses() {
        return cache.stats().misses();
    }

    @Override
    public double getHitRatio() {
        return cache.stats().hitRate();
    }

    @Override
    public long getLoads() {
        return cache.stats().loads();
    }

    @Override
    public long getLoadFailures() {
        return cache.stats().loadFailures();
    }

    @Override
    public long getRefreshes() {
        return cache.stats().refreshes();
    }

    @Override
    public double getTotalLoadMillis() {
        return millis(cache.stats().totalLoadTime());
    }

    @Override
    public double getAverageLoadMillis() {
        return millis(cache.stats().averageLoadTime());
    }

    @Override
    public long getRefusedStores() {
        return cache.stats().refusedStores();
    }

    @Override
    public long getDroppedRemovals() {
        return cache.stats().droppedRemovals();
    }
}
