/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What came of the gets, printed beside the score in its unit. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class ReadOutcomes {
    /** Gets that found their key with a value of the expected length. */
    public long hits;
    /** Gets that did not. */
    public long misses;

    /** Starts at nothing. */
    @Setup(Level.Iteration)
    public void clear() {
        hits = 0;
        misses = 0;
    }

    void count(final int length, final int expectedLength) {
        if (length == expectedLength) {
            hits++;
        } else {
            misses++;
        }
    }
}
