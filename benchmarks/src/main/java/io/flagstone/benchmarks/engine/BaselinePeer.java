/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.util.Arrays;
import org.openjdk.jmh.infra.Blackhole;

/** No cache at all: what it costs to walk the sequence and to read the key's bytes. */
final class BaselinePeer implements CachePeer {
    private final byte[][] lookup;
    private final int valueLength;

    BaselinePeer(final CacheContent content) {
        this.lookup = content.lookup();
        this.valueLength = content.valueLength();
    }

    @Override
    public boolean fill(final int index, final byte[] value) {
        return true;
    }

    @Override
    public int get(final int index, final byte[] destination, final Blackhole blackhole) {
        blackhole.consume(Arrays.hashCode(lookup[index]));
        return valueLength;
    }

    @Override
    public boolean set(final int index, final byte[] value) {
        return Arrays.hashCode(lookup[index]) != 0 && value.length == valueLength;
    }

    @Override
    public long size() {
        return lookup.length;
    }

    @Override
    public void close() {
    }
}
