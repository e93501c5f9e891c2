/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import io.flagstone.engine.StoreResult;
import io.flagstone.engine.typed.Cache;
import org.openjdk.jmh.infra.Blackhole;

/** Flagstone's typed cache, of strings under strings that were made before the clock started. */
final class TypedPeer implements CachePeer {
    private final Cache<String, String> cache;
    private final String[] lookup;
    private final String[] stored;

    TypedPeer(final CacheContent content) {
        this.cache = Cache.builder(String.class, String.class)
            .byteCache(bytes -> bytes.memoryLimit(content.room().generousMemory())
                .hugePages(content.room().hugePages())).build();
        this.stored = Texts.of(content.stored());
        this.lookup = Texts.of(content.lookup());
    }

    @Override
    public boolean put(final byte[] key, final byte[] value) {
        return cache.put(Texts.of(key), Texts.ofValue(value)) == StoreResult.STORED;
    }

    @Override
    public byte[] read(final byte[] key) {
        return Texts.bytes(cache.getIfPresent(Texts.of(key)));
    }

    @Override
    public void remove(final byte[] key) {
        cache.invalidate(Texts.of(key));
    }

    @Override
    public boolean fill(final int item, final byte[] value) {
        return cache.put(stored[item], Texts.ofValue(value)) == StoreResult.STORED;
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        return length(cache.getIfPresent(lookup[operation]), blackhole);
    }

    static int length(final String value, final Blackhole blackhole) {
        blackhole.consume(value);
        return value == null ? NOT_FOUND : value.length();
    }

    @Override
    public boolean set(final int operation, final byte[] value) {
        return cache.put(lookup[operation], Texts.ofValue(value)) == StoreResult.STORED;
    }

    @Override
    public long size() {
        return cache.estimatedSize();
    }

    @Override
    public void close() {
        cache.close();
    }
}
