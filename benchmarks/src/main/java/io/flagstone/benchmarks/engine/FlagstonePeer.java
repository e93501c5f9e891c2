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
class FlagstonePeer extends BytesPeer {
    private final ByteCache cache;

    FlagstonePeer(final CacheContent content) {
        super(content);
        this.cache = ByteCache.builder().memoryLimit(content.room().generousMemory())
            .hugePages(content.room().hugePages()).build();
    }

    @Override
    public final boolean put(final byte[] key, final byte[] value) {
        return cache.set(key, value) == StoreResult.STORED;
    }

    @Override
    public final byte[] read(final byte[] key) {
        return cache.get(key);
    }

    @Override
    public final void remove(final byte[] key) {
        cache.delete(key);
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        final int length = cache.get(lookup[operation], destination, 0);
        blackhole.consume(destination);
        return length;
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
