/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.embedded;

import io.flagstone.benchmarks.engine.Ohc;
import org.caffinitas.ohc.OHCache;

/** OHC by its typed API with its defaults; a get returns a new array. */
final class OhcCache implements EmbeddedCache {
    private final OHCache<byte[], byte[]> cache;

    OhcCache(final long bytes) {
        cache = Ohc.ofBytes(bytes).build();
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
        Ohc.close(cache);
    }
}
