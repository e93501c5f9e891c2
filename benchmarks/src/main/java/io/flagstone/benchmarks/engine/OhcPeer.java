/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.caffinitas.ohc.OHCache;

/** OHC of bytes by its typed API; a get returns a new array. */
class OhcPeer extends BytesPeer {
    final OHCache<byte[], byte[]> cache;

    OhcPeer(final CacheContent content) {
        super(content);
        this.cache = Ohc.ofBytes(content.room().generousMemory()).throwOOME(true).build();
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
        Ohc.close(cache);
    }
}
