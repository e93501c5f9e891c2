/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.growth;

import io.flagstone.benchmarks.embedded.EmbeddedCache;
import io.flagstone.benchmarks.workload.Keys;
import java.util.function.IntSupplier;

/**
 * The keys that are asked for next, drawn anew for each block and written in place, while no time is taken: few enough
 * for the processor's nearest cache, as if each had just come in with a request. For one thread.
 */
final class KeyBlock {
    /** Keys of a block. */
    static final int LENGTH = 1024;

    private final byte[][] keys = new byte[LENGTH][Keys.LENGTH];
    private final IntSupplier draws;
    private final byte[] value;

    /**
     * Makes a block.
     *
     * @param draws       tells the index of each key
     * @param valueLength of all values
     */
    KeyBlock(final IntSupplier draws, final int valueLength) {
        this.draws = draws;
        value = new byte[valueLength];
    }

    /** Draws other keys. */
    void draw() {
        for (final byte[] key : keys) {
            Keys.write(draws.getAsInt(), key, 0);
        }
    }

    /** Asks for each key once; tells how many values had the length that all have. */
    int ask(final EmbeddedCache cache) {
        int found = 0;
        for (final byte[] key : keys) {
            found += cache.get(key, value) == value.length ? 1 : 0;
        }
        return found;
    }
}
