/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.caffinitas.ohc.CacheSerializer;
import org.caffinitas.ohc.OHCache;
import org.caffinitas.ohc.OHCacheBuilder;

/** OHC by its typed API with its defaults; a get returns a new array. */
final class OhcCache implements EmbeddedCache {
    private final OHCache<byte[], byte[]> cache;

    OhcCache(final long bytes) {
        cache = OHCacheBuilder.<byte[], byte[]>newBuilder().keySerializer(new Bytes()).valueSerializer(new Bytes())
            .capacity(bytes).build();
    }

    @Override
    public boolean set(final byte[] key, final byte[] value) {
        return cache.put(key, value);
    }

    @Override
    public int get(final byte[] key, final byte[] into) {
        final byte[] value = cache.get(key);
        return value == null ? NOT_FOUND : value.length;
    }

    @Override
    public void resize(final long bytes) {
        cache.setCapacity(bytes);
    }

    @Override
    public long items() {
        return cache.size();
    }

    @Override
    public String events() {
        return cache.size() + " items";
    }

    @Override
    public void close() {
        try {
            cache.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Bytes implements CacheSerializer<byte[]> {
        @Override
        public void serialize(final byte[] bytes, final ByteBuffer to) {
            to.put(bytes);
        }

        @Override
        public byte[] deserialize(final ByteBuffer from) {
            final byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            return bytes;
        }

        @Override
        public int serializedSize(final byte[] bytes) {
            return bytes.length;
        }
    }
}
