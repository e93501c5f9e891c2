/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.openjdk.jmh.infra.Blackhole;

/** A cache that is asked with the bytes of a key, of which it makes itself what else it needs. */
abstract class BytesPeer implements CachePeer {
    final byte[][] lookup;
    private final byte[][] stored;

    BytesPeer(final CacheContent content) {
        this.stored = content.stored();
        this.lookup = content.lookup();
    }

    @Override
    public final boolean fill(final int item, final byte[] value) {
        return put(stored[item], value);
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        final byte[] value = read(lookup[operation]);
        blackhole.consume(value);
        return value == null ? NOT_FOUND : value.length;
    }

    @Override
    public final boolean set(final int operation, final byte[] value) {
        return put(lookup[operation], value);
    }
}
