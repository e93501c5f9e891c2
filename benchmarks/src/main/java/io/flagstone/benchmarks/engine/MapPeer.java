/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A cache on the heap, by its {@link ConcurrentMap}: a ConcurrentHashMap, or Caffeine with a bound on the number of
 * items (cheaper for it than a weigher) and its default executor. Reads consume the reference only.
 */
class MapPeer implements CachePeer {
    final ConcurrentMap<HeapKey, byte[]> map;
    final HeapKey[] stored;
    private final HeapKey[] prepared;
    private final byte[][] lookup;

    MapPeer(final CacheContent content, final ConcurrentMap<HeapKey, byte[]> map) {
        this.map = map;
        this.stored = HeapKey.of(content.stored());
        this.lookup = content.lookup();
        if (content.storedIndex() != null) {
            this.prepared = same(content.storedIndex());
        } else {
            this.prepared = content.prepared() ? HeapKey.of(content.lookup()) : null;
        }
    }

    final HeapKey key(final int operation) {
        return prepared == null ? new HeapKey(lookup[operation]) : prepared[operation];
    }

    private HeapKey[] same(final int[] storedIndex) {
        final HeapKey[] keys = new HeapKey[storedIndex.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = stored[storedIndex[i]];
        }
        return keys;
    }

    static ConcurrentMap<HeapKey, byte[]> caffeine(final CacheContent content) {
        final int items = content.room().items();
        return Caffeine.newBuilder().initialCapacity(items).maximumSize(2L * items)
            .<HeapKey, byte[]>build().asMap();
    }

    static ConcurrentMap<HeapKey, byte[]> concurrentHashMap(final CacheContent content) {
        return new ConcurrentHashMap<>(content.room().items());
    }

    @Override
    public final boolean put(final byte[] key, final byte[] value) {
        map.put(new HeapKey(key), value);
        return true;
    }

    @Override
    public final byte[] read(final byte[] key) {
        return map.get(new HeapKey(key));
    }

    @Override
    public final void remove(final byte[] key) {
        map.remove(new HeapKey(key));
    }

    @Override
    public final boolean fill(final int item, final byte[] value) {
        map.put(stored[item], value);
        return true;
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        final byte[] value = map.get(key(operation));
        blackhole.consume(value);
        return value == null ? NOT_FOUND : value.length;
    }

    @Override
    public boolean set(final int operation, final byte[] value) {
        map.put(key(operation), value);
        return true;
    }

    @Override
    public final long size() {
        return map.size();
    }

    @Override
    public final void close() {
        map.clear();
    }
}
