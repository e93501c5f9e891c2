/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flagstone.benchmarks.engine.HeapKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongConsumer;

/** A cache on the heap, by its map: a set stores arrays of its own, a get hands out a reference and copies nothing. */
final class HeapCache implements EmbeddedCache {
    /** What an item takes on the heap beside its bytes: two arrays, the key's object, Caffeine's node. */
    private static final int OBJECTS = 152;

    private final ConcurrentMap<HeapKey, byte[]> map;
    private final LongConsumer limit;

    private HeapCache(final ConcurrentMap<HeapKey, byte[]> map, final LongConsumer limit) {
        this.map = map;
        this.limit = limit;
    }

    /** Caffeine, bounded by an estimate of the bytes on the heap, which is what it can be told. */
    static HeapCache caffeine(final long bytes) {
        final Cache<HeapKey, byte[]> cache = Caffeine.newBuilder().maximumWeight(bytes)
            .<HeapKey, byte[]>weigher((key, value) -> OBJECTS + key.bytes().length + value.length).build();
        return new HeapCache(cache.asMap(), cache.policy().eviction().orElseThrow()::setMaximum);
    }

    /** A ConcurrentHashMap, which has no bound. */
    static HeapCache map() {
        return new HeapCache(new ConcurrentHashMap<>(), bytes -> {
            throw new UnsupportedOperationException("a map has no limit");
        });
    }

    @Override
    public boolean set(final byte[] key, final byte[] value) {
        map.put(new HeapKey(key.clone()), value.clone());
        return true;
    }

    @Override
    public int get(final byte[] key, final byte[] into) {
        final byte[] value = map.get(new HeapKey(key));
        return value == null ? NOT_FOUND : value.length;
    }

    @Override
    public void resize(final long bytes) {
        limit.accept(bytes);
    }

    @Override
    public long items() {
        return map.size();
    }

    @Override
    public String events() {
        return map.size() + " items";
    }

    @Override
    public void close() {
        map.clear();
    }
}
