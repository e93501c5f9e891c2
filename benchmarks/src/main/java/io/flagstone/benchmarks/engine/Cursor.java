/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** Where one thread is in the ring of operations, and the array into which it reads. */
@State(Scope.Thread)
public class Cursor {
    /** One in twenty is 5 %. It does not divide the ring's length, so that each pass stores other keys. */
    private static final int STORE_STRIDE = 20;

    /** Far apart and odd, so that threads do not ask for the same keys at the same time. */
    private static final int THREAD_STRIDE = 524_309;

    final byte[] destination = new byte[FilledCache.LONGEST_VALUE];
    private int position;
    private int untilStore = STORE_STRIDE;

    /**
     * Starts each thread at a place of its own.
     *
     * @param threads of this run
     */
    @Setup(Level.Trial)
    public void start(final ThreadParams threads) {
        position = threads.getThreadIndex() * THREAD_STRIDE;
    }

    /** The next operation of the ring. */
    int next() {
        return position++ & FilledCache.OPERATIONS - 1;
    }

    /** True for every twentieth call. */
    boolean isStoreNext() {
        if (--untilStore == 0) {
            untilStore = STORE_STRIDE;
            return true;
        }
        return false;
    }

    /** One of the values that a store may use, another one each time. */
    byte[] nextValue(final byte[][] spareValues) {
        return spareValues[position & (spareValues.length - 1)];
    }
}
