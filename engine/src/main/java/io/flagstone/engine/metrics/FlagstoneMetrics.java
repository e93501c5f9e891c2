/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.typed.Cache;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import java.util.function.LongSupplier;

/**
 * Meters of a cache, with the names that Micrometer gives those of other caches and some that only this one has. The
 * cache is held weakly: meters keep no cache alive, and those of one that is closed stay at 0.
 *
 * <pre>{@code
 * FlagstoneMetrics.monitor(registry, cache, "users");
 * }</pre>
 *
 * <p>All have the tag {@code cache}. {@code cache.gets} also has {@code result} ({@code hit}, {@code miss}), and
 * {@code cache.slab.pages} has {@code slab.class} and {@code chunk.size}; a slab class has its meter from the first
 * look at the registry on at which it had a page.
 */
public final class FlagstoneMetrics extends CacheMeterBinder<ByteCache> {
    private final CacheMeters meters;

    /**
     * Makes a binder, for whoever binds it himself.
     *
     * @param cache     to be measured.
     * @param cacheName the value of the tag {@code cache}.
     * @param tags      of all its meters.
     */
    public FlagstoneMetrics(final ByteCache cache, final String cacheName, final Iterable<Tag> tags) {
        this(cache, cacheName, tags, System::nanoTime);
    }

    FlagstoneMetrics(final ByteCache cache, final String cacheName, final Iterable<Tag> tags,
            final LongSupplier nanoTime) {
        super(cache, cacheName, tags);
        meters = new CacheMeters(this::getCache, getTagsWithCacheName(), nanoTime);
    }

    /**
     * Measures a cache.
     *
     * @param registry  that gets the meters.
     * @param cache     to be measured.
     * @param cacheName the value of the tag {@code cache}.
     * @param tags      of all its meters, names and values in turn.
     * @return the cache.
     */
    public static ByteCache monitor(final MeterRegistry registry, final ByteCache cache, final String cacheName,
            final String... tags) {
        return monitor(registry, cache, cacheName, Tags.of(tags));
    }

    /**
     * Measures a cache.
     *
     * @param registry  that gets the meters.
     * @param cache     to be measured.
     * @param cacheName the value of the tag {@code cache}.
     * @param tags      of all its meters.
     * @return the cache.
     */
    public static ByteCache monitor(final MeterRegistry registry, final ByteCache cache, final String cacheName,
            final Iterable<Tag> tags) {
        new FlagstoneMetrics(cache, cacheName, tags).bindTo(registry);
        return cache;
    }

    /**
     * Measures a typed cache: hits, misses and loads are its own, and all else is that of the byte cache below it,
     * whoever uses that. The meters of loads are {@code cache.load} (by {@code result}: {@code success},
     * {@code failure}), {@code cache.load.duration}, {@code cache.refreshes}, and {@code cache.refused} for values that
     * were not stored.
     *
     * @param registry  that gets the meters.
     * @param cache     to be measured.
     * @param cacheName the value of the tag {@code cache}.
     * @param tags      of all its meters, names and values in turn.
     * @param <K>       the type of its keys.
     * @param <V>       the type of its values.
     * @return the cache.
     */
    public static <K, V> Cache<K, V> monitor(final MeterRegistry registry, final Cache<K, V> cache,
            final String cacheName, final String... tags) {
        return monitor(registry, cache, cacheName, Tags.of(tags));
    }

    /**
     * Measures a typed cache, as the other {@code monitor} does.
     *
     * @param registry  that gets the meters.
     * @param cache     to be measured.
     * @param cacheName the value of the tag {@code cache}.
     * @param tags      of all its meters.
     * @param <K>       the type of its keys.
     * @param <V>       the type of its values.
     * @return the cache.
     */
    public static <K, V> Cache<K, V> monitor(final MeterRegistry registry, final Cache<K, V> cache,
            final String cacheName, final Iterable<Tag> tags) {
        new TypedCacheMetrics(cache, cacheName, tags).bindTo(registry);
        return cache;
    }

    @Override
    protected Long size() {
        return (long) meters.figure(CacheStats::items);
    }

    @Override
    protected long hitCount() {
        return (long) meters.figure(CacheStats::hits);
    }

    @Override
    protected Long missCount() {
        return (long) meters.figure(CacheStats::misses);
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
        meters.bindTo(registry, () -> meters.figure(CacheStats::hitRate));
    }
}
