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

/**
 * OHC by its typed API, with serializers that move the bytes and nothing else. The linked implementation with its
 * defaults (LRU, Murmur3, two segments per processor, its own growing tables); only the capacity is set.
 */
class OhcPeer extends BytesPeer {
    final OHCache<byte[], byte[]> cache;

    OhcPeer(final CacheContent content) {
        super(content);
        this.cache = OHCacheBuilder.<byte[], byte[]>newBuilder().keySerializer(new BytesSerializer())
            .valueSerializer(new BytesSerializer()).capacity(content.room().generousMemory()).throwOOME(true).build();
    }

    @Override
    public final boolean put(final byte[] key, final byte[] value) {
        return cache.put(key, value);
    }

    @Override
    public final byte[] read(final byte[] key) {
        return cache.get(key);
    }

    @Override
    public final void remove(final byte[] key) {
        cache.remove(key);
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
