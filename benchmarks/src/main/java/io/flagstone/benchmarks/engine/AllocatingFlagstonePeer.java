/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.openjdk.jmh.infra.Blackhole;

/** Flagstone by the get that returns a new array. */
final class AllocatingFlagstonePeer extends FlagstonePeer {
    AllocatingFlagstonePeer(final CacheContent content) {
        super(content);
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        final byte[] value = read(lookup[operation]);
        blackhole.consume(value);
        return value == null ? NOT_FOUND : value.length;
    }
}
