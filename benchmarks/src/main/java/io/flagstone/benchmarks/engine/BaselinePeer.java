/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.util.Arrays;
import org.openjdk.jmh.infra.Blackhole;

/** No cache at all: what it costs to walk the sequence and to read the key's bytes. */
final class BaselinePeer implements CachePeer {
    private final byte[][] lookup;
    private final int items;
    private final int valueLength;

    BaselinePeer(final CacheContent content) {
        this.lookup = content.lookup();
        this.items = content.room().items();
        this.valueLength = content.room().valueLength();
    }

    @Override
    public boolean put(final byte[] key, final byte[] value) {
        return true;
    }

    @Override
    public byte[] read(final byte[] key) {
        return null;
    }

    @Override
    public void remove(final byte[] key) {
        // there is nothing
    }

    @Override
    public boolean fill(final int item, final byte[] value) {
        return true;
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        blackhole.consume(Arrays.hashCode(lookup[operation]));
        return valueLength;
    }

    @Override
    public boolean set(final int operation, final byte[] value) {
        return Arrays.hashCode(lookup[operation]) != 0 && value.length == valueLength;
    }

    @Override
    public long size() {
        return items;
    }

    @Override
    public void close() {
    }
}
