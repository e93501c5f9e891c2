/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.StoreResult;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Flagstone as an embedder builds it: a memory limit and, with {@code -p hugePages=true}, huge pages. A get copies into
 * the caller's array.
 */
class FlagstonePeer implements CachePeer {
    final ByteCache cache;
    final byte[][] lookup;
    private final byte[][] stored;

    FlagstonePeer(final CacheContent content) {
        this.cache = ByteCache.builder().memoryLimit(content.generousMemory())
            .hugePages(content.hugePages()).build();
        this.stored = content.stored();
        this.lookup = content.lookup();
    }

    @Override
    public final boolean fill(final int item, final byte[] value) {
        return cache.set(stored[item], value) == StoreResult.STORED;
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        final int length = cache.get(lookup[operation], destination, 0);
        blackhole.consume(destination);
        return length;
    }

    @Override
    public final boolean set(final int operation, final byte[] value) {
        return cache.set(lookup[operation], value) == StoreResult.STORED;
    }

    @Override
    public final long size() {
        return cache.stats().items();
    }

    @Override
    public final void close() {
        cache.close();
    }
}
