/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.util.concurrent.ConcurrentMap;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A cache on the heap that owns its values, as one off the heap does: a get copies out into the caller's array, a set
 * copies in into an array of its own.
 */
final class CopyingMapPeer extends MapPeer {
    CopyingMapPeer(final CacheContent content, final ConcurrentMap<HeapKey, byte[]> map) {
        super(content, map);
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        final byte[] value = map.get(key(operation));
        if (value == null) {
            return NOT_FOUND;
        }
        System.arraycopy(value, 0, destination, 0, value.length);
        blackhole.consume(destination);
        return value.length;
    }

    @Override
    public boolean set(final int operation, final byte[] value) {
        map.put(key(operation), value.clone());
        return true;
    }
}
