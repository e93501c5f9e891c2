/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.embedded;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.StoreResult;
import java.util.Locale;

/** Flagstone; a get copies into the caller's array. */
final class FlagstoneCache implements EmbeddedCache {
    private final ByteCache cache;

    FlagstoneCache(final long bytes, final boolean hugePages) {
        cache = ByteCache.builder().memoryLimit(bytes).hugePages(hugePages).build();
    }

    @Override
    public boolean set(final byte[] key, final byte[] value) {
        return cache.set(key, value) == StoreResult.STORED;
    }

    @Override
    public int get(final byte[] key, final byte[] into) {
        return cache.get(key, into, 0);
    }

    @Override
    public void resize(final long bytes) {
        cache.resize(bytes);
    }

    @Override
    public long items() {
        return cache.stats().items();
    }

    @Override
    public String events() {
        final CacheStats stats = cache.stats();
        return String.format(Locale.ROOT, "%,d items, %,d evictions, %,d pages moved, %,d buckets of index",
            stats.items(), stats.evictions(), stats.pagesMoved(), stats.indexBuckets());
    }

    @Override
    public void close() {
        cache.close();
    }
}
