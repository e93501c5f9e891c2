/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

import io.flagstone.engine.CacheStats;
import io.flagstone.engine.typed.Cache;
import io.flagstone.engine.typed.Statistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Meters of a typed cache: hits, misses and loads are its own; entries, evictions and memory are those of the byte
 * cache below it, whoever uses that. The cache is held weakly.
 */
final class TypedCacheMetrics extends CacheMeterBinder<Cache<?, ?>> {
    private static final String LOADS =
        "The number of times that a loader brought a value, or that there is none, or that it failed.";

    private final CacheMeters meters;

    TypedCacheMetrics(final Cache<?, ?> cache, final String cacheName, final Iterable<Tag> tags) {
        super(cache, cacheName, tags);
        meters = new CacheMeters(() -> {
            final Cache<?, ?> there = getCache();
            return there == null ? null : there.byteCache();
        }, getTagsWithCacheName(), System::nanoTime);
    }

    @Override
    protected Long size() {
        return (long) meters.figure(CacheStats::items);
    }

    @Override
    protected long hitCount() {
        return count(Statistics::hits);
    }

    @Override
    protected Long missCount() {
        return count(Statistics::misses);
    }

    @Override
    protected Long evictionCount() {
        return (long) meters.figure(CacheStats::evictions);
    }

    @Override
    protected long putCount() {
        return (long) meters.figure(CacheStats::totalItems);
    }

    @Override
    protected void bindImplementationSpecificMetrics(final MeterRegistry registry) {
        meters.bindTo(registry, () -> figure(Statistics::hitRate));
        TimeGauge.builder("cache.load.duration", getCache(), TimeUnit.NANOSECONDS,
                cache -> count(statistics -> statistics.totalLoadTime().toNanos()))
            .tags(getTagsWithCacheName()).description("The time that loads took.").register(registry);
        loads(registry, "success", Statistics::loads);
        loads(registry, "failure", Statistics::loadFailures);
        counter(registry, "cache.refreshes", "The number of loads for entries that were there.", Statistics::refreshes);
        counter(registry, "cache.refused", "The number of values that were too large or found no memory.",
            Statistics::refusedStores);
    }

    private void loads(final MeterRegistry registry, final String result, final ToLongFunction<Statistics> figure) {
        FunctionCounter.builder("cache.load", getCache(), cache -> count(figure)).tags(getTagsWithCacheName())
            .tag("result", result).description(LOADS).register(registry);
    }

    private void counter(final MeterRegistry registry, final String name, final String description,
            final ToLongFunction<Statistics> figure) {
        FunctionCounter.builder(name, getCache(), cache -> count(figure)).tags(getTagsWithCacheName())
            .description(description).register(registry);
    }

    private long count(final ToLongFunction<Statistics> figure) {
        return (long) figure(figure::applyAsLong);
    }

    /** 0 of a cache that is gone or closed. */
    private double figure(final ToDoubleFunction<Statistics> figure) {
        final Cache<?, ?> cache = getCache();
        try {
            return cache == null ? 0 : figure.applyAsDouble(cache.stats());
        } catch (final IllegalStateException e) {
            return 0;
        }
    }
}
