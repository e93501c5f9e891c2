/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What came of the sets, printed beside the score in its unit. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class StoreOutcomes {
    /** Sets that were stored. */
    public long stored;
    /** Sets that were refused. */
    public long refused;

    /** Starts at nothing. */
    @Setup(Level.Iteration)
    public void clear() {
        stored = 0;
        refused = 0;
    }

    void count(final boolean isStored) {
        if (isStored) {
            stored++;
        } else {
            refused++;
        }
    }
}
