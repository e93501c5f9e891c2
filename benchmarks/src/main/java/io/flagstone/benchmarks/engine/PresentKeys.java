/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import io.flagstone.benchmarks.workload.Keys;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A filled cache that is asked for what it holds. */
@State(Scope.Benchmark)
public class PresentKeys extends FilledCache {
    /** Which objects ask. */
    public enum Lookup {
        /** The bytes of a key, in an array of its own for every operation; who needs an object of them makes one. */
        BYTES,
        /** An object for every operation, made and hashed beforehand, equal to the stored key. */
        EQUAL,
        /** The very objects that were stored. */
        SAME
    }

    /** Which objects ask. */
    @Param("BYTES")
    public Lookup lookup;

    @Override
    CacheContent content(final byte[][] stored, final int[] sequence) {
        final boolean isSame = lookup == Lookup.SAME;
        final byte[][] keys = new byte[sequence.length][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = isSame ? stored[sequence[i]] : Keys.key(sequence[i]);
        }
        return new CacheContent(stored, keys, isSame ? sequence : null, lookup != Lookup.BYTES, room());
    }
}
