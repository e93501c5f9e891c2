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

/** How each measurement of OHC by its typed API builds and closes it. */
public final class Ohc {
    private Ohc() {
    }

    /**
     * Begins a cache of bytes under bytes: the linked implementation with its defaults (LRU, Murmur3, two segments per
     * processor, its own growing tables), with serializers that move the bytes and nothing else.
     *
     * @param capacity in bytes
     * @return its builder
     */
    public static OHCacheBuilder<byte[], byte[]> ofBytes(final long capacity) {
        return OHCacheBuilder.<byte[], byte[]>newBuilder().keySerializer(new BytesSerializer())
            .valueSerializer(new BytesSerializer()).capacity(capacity);
    }

    /**
     * Closes a cache.
     *
     * @param cache that nobody uses any more
     */
    public static void close(final OHCache<?, ?> cache) {
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
