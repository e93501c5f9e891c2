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
    /** Which objects ask, which matters to caches on the heap. */
    public enum Lookup {
        /** Equal to the stored keys, and other objects. */
        EQUAL,
        /** The very objects that were stored. */
        SAME
    }

    /** Which objects ask. */
    @Param("EQUAL")
    public Lookup lookup;

    @Override
    byte[][] lookupKeys(final byte[][] stored) {
        return lookup == Lookup.SAME ? stored : Keys.range(0, stored.length);
    }
}
