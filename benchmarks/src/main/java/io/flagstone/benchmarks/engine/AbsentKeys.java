/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import io.flagstone.benchmarks.workload.Keys;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A filled cache that is asked for keys which were never stored and look like those that were. */
@State(Scope.Benchmark)
public class AbsentKeys extends FilledCache {
    @Override
    CacheContent content(final byte[][] stored, final int[] sequence) {
        final byte[][] keys = new byte[sequence.length][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Keys.key(items + sequence[i]);
        }
        return new CacheContent(stored, keys, null, false, room());
    }
}
