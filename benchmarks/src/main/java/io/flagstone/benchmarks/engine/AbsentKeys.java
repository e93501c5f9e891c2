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
    byte[][] lookupKeys(final byte[][] stored) {
        return Keys.range(stored.length, stored.length);
    }
}
