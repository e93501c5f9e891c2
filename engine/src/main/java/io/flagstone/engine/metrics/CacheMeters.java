/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.SlabClassStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The meters that a cache has beyond those of every cache. It keeps no cache alive. */
final class CacheMeters {
    private final Supplier<ByteCache> cache;
    private final Iterable<Tag> tags;
    private final RecentStats recent;
    private volatile MultiGauge pages;
    /** Of the slab classes that have a meter. */
    private final Map<Integer, Integer> chunkSizes = new TreeMap<>();

    /** @param cache gives it, or null if it is gone. */
    CacheMeters(final Supplier<ByteCache> cache, final Iterable<Tag> tags, final LongSupplier nanoTime) {
        this.cache = cache;
        this.tags = tags;
        recent = new RecentStats(nanoTime);
    }

    /** @param hitRatio of whoever is asked, which may be a cache over this one. */
    void bindTo(final MeterRegistry registry, final DoubleSupplier hitRatio) {
        pages = MultiGauge.builder("cache.slab.pages").tags(tags).baseUnit("pages")
            .description("The pages that a slab class has.").register(registry);
        count(registry, "cache.removals", "The number of entries that were removed by their key.",
            stats -> stats.slabClasses().stream().mapToLong(SlabClassStats::deleteHits).sum());
        count(registry, "cache.reclaimed",
            "The number of entries whose memory came back because they had expired or been flushed.",
            CacheStats::reclaimed);
        count(registry, "cache.pages.moved", "The number of pages that one slab class gave up for another.",
            CacheStats::pagesMoved);
        Gauge.builder("cache.hit.ratio", cache.get(), any -> hitRatio.getAsDouble()).tags(tags)
            .description("The share of gets that found an entry, 1 before the first.").register(registry);
        bytes(registry, "cache.memory.limit", "The memory limit.", CacheStats::memoryLimit);
        bytes(registry, "cache.memory.used", "The pages taken from the memory limit.", CacheStats::memoryUsed);
        bytes(registry, "cache.memory.index", "What index and ghosts take of the used memory.", CacheStats::indexBytes);
        bytes(registry, "cache.memory.entries", "The headers, keys and values of all entries.", CacheStats::itemBytes);
        figure(CacheStats::items);
    }

    private void count(final MeterRegistry registry, final String name, final String description,
            final ToDoubleFunction<CacheStats> figure) {
        FunctionCounter.builder(name, cache.get(), any -> figure(figure)).tags(tags).description(description)
            .register(registry);
    }

    private void bytes(final MeterRegistry registry, final String name, final String description,
            final ToDoubleFunction<CacheStats> figure) {
        Gauge.builder(name, cache.get(), any -> figure(figure)).tags(tags).baseUnit(BaseUnits.BYTES)
            .description(description).register(registry);
    }

    /** 0 of a cache that is gone or closed: registries outlive caches, and log what a meter throws at them. */
    double figure(final ToDoubleFunction<CacheStats> figure) {
        final ByteCache there = cache.get();
        if (there == null) {
            return 0;
        }
        final CacheStats stats;
        try {
            stats = recent.of(there);
        } catch (final IllegalStateException e) {
            return 0;
        }
        showClasses(stats);
        return figure.applyAsDouble(stats);
    }

    /** Gives each slab class that has a page a meter, for good; a registry is not called under a lock. */
    private void showClasses(final CacheStats stats) {
        if (pages == null) {
            return;
        }
        final List<MultiGauge.Row<?>> rows = new ArrayList<>();
        synchronized (chunkSizes) {
            final int before = chunkSizes.size();
            stats.slabClasses().forEach(one -> chunkSizes.put(one.classId(), one.chunkSize()));
            if (before == chunkSizes.size()) {
                return;
            }
            chunkSizes.forEach((id, chunkSize) -> rows.add(row(id, chunkSize)));
        }
        pages.register(rows);
    }

    private MultiGauge.Row<?> row(final int id, final int chunkSize) {
        return MultiGauge.Row.of(
            Tags.of("slab.class", Integer.toString(id), "chunk.size", Integer.toString(chunkSize)), this,
            meters -> meters.figure(stats -> pagesOf(stats.slabClasses(), id)));
    }

    private static int pagesOf(final List<SlabClassStats> classes, final int id) {
        return classes.stream().filter(one -> one.classId() == id).mapToInt(SlabClassStats::pages).sum();
    }
}
