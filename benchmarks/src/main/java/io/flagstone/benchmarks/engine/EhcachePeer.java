/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.nio.ByteBuffer;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.spi.serialization.Serializer;

/**
 * Ehcache 3 with nothing but an off-heap tier. It hashes keys by their {@code hashCode}, which an array has not, so
 * that each operation makes a {@link HeapKey}. Its own serializer writes the values.
 */
final class EhcachePeer extends BytesPeer {
    private static final String NAME = "peer";

    private final CacheManager manager;
    private final Cache<HeapKey, byte[]> cache;

    EhcachePeer(final CacheContent content) {
        super(content);
        manager = CacheManagerBuilder.newCacheManagerBuilder().withCache(NAME,
            CacheConfigurationBuilder.newCacheConfigurationBuilder(HeapKey.class, byte[].class,
                ResourcePoolsBuilder.newResourcePoolsBuilder().offheap(content.room().memoryAtOnce(), MemoryUnit.B))
                .withKeySerializer(new KeySerializer())).build(true);
        cache = manager.getCache(NAME, HeapKey.class, byte[].class);
    }

    @Override
    public boolean put(final byte[] key, final byte[] value) {
        cache.put(new HeapKey(key), value);
        return true;
    }

    @Override
    public byte[] read(final byte[] key) {
        return cache.get(new HeapKey(key));
    }

    @Override
    public void remove(final byte[] key) {
        cache.remove(new HeapKey(key));
    }

    @Override
    public long size() {
        long size = 0;
        for (final Cache.Entry<HeapKey, byte[]> entry : cache) {
            size += entry == null ? 0 : 1;
        }
        return size;
    }

    @Override
    public void close() {
        manager.close();
    }

    private static final class KeySerializer implements Serializer<HeapKey> {
        @Override
        public ByteBuffer serialize(final HeapKey key) {
            return ByteBuffer.wrap(key.bytes());
        }

        @Override
        public HeapKey read(final ByteBuffer binary) {
            final byte[] bytes = new byte[binary.remaining()];
            binary.get(bytes);
            return new HeapKey(bytes);
        }

        @Override
        public boolean equals(final HeapKey key, final ByteBuffer binary) {
            return binary.equals(ByteBuffer.wrap(key.bytes()));
        }
    }
}
