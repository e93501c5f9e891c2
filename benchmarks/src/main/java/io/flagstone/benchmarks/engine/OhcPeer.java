/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.caffinitas.ohc.CacheSerializer;
import org.caffinitas.ohc.OHCache;
import org.caffinitas.ohc.OHCacheBuilder;
import org.openjdk.jmh.infra.Blackhole;

/**
 * OHC by its typed API, with serializers that move the bytes and nothing else. The linked implementation with its
 * defaults (LRU, Murmur3, two segments per processor, its own growing tables); only the capacity is set.
 */
class OhcPeer implements CachePeer {
    final OHCache<byte[], byte[]> cache;
    final byte[][] lookup;
    private final byte[][] stored;

    OhcPeer(final CacheContent content) {
        this.cache = OHCacheBuilder.<byte[], byte[]>newBuilder().keySerializer(new BytesSerializer())
            .valueSerializer(new BytesSerializer()).capacity(content.generousMemory()).throwOOME(true).build();
        this.stored = content.stored();
        this.lookup = content.lookup();
    }

    @Override
    public final boolean fill(final int item, final byte[] value) {
        return cache.put(stored[item], value);
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        final byte[] value = cache.get(lookup[operation]);
        blackhole.consume(value);
        return value == null ? NOT_FOUND : value.length;
    }

    @Override
    public final boolean set(final int operation, final byte[] value) {
        return cache.put(lookup[operation], value);
    }

    @Override
    public final long size() {
        return cache.size();
    }

    @Override
    public final void close() {
        try {
            cache.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class BytesSerializer implements CacheSerializer<byte[]> {
        @Override
        public void serialize(final byte[] bytes, final ByteBuffer destination) {
            destination.put(bytes);
        }

        @Override
        public byte[] deserialize(final ByteBuffer source) {
            final byte[] bytes = new byte[source.remaining()];
            source.get(bytes);
            return bytes;
        }

        @Override
        public int serializedSize(final byte[] bytes) {
            return bytes.length;
        }
    }
}
