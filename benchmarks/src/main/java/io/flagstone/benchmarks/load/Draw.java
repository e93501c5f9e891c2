/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.workload.ZipfKeys;
import java.util.SplittableRandom;

/** What to ask for next: an operation, and a key. Drawn beforehand as far as drawing is slow. For one thread. */
final class Draw {
    private static final int DRAWN = 1 << 20;
    private static final int OPERATIONS = 12_800;
    private static final int WHOLE = 100;

    private final int items;
    private final int step;
    private final boolean sequential;
    private final byte[] operations = new byte[OPERATIONS];
    private final SplittableRandom random;
    /** Keys by Zipf's law; null if there is no need. */
    private final int[] drawn;
    private int operation;
    private int next;

    /**
     * Begins.
     *
     * @param drawn   as {@link #keys} has it
     * @param thread  of several that ask for the same load
     * @param threads their number
     */
    Draw(final Load load, final int[] drawn, final int thread, final int threads) {
        items = load.items();
        step = threads;
        sequential = load.order().isSequential();
        random = new SplittableRandom(load.seed() + thread);
        this.drawn = drawn;
        next = sequential ? thread % items : (int) ((long) DRAWN * thread / threads);
        int at = 0;
        for (final Operation each : Operation.values()) {
            for (int i = 0; i < load.mix().percent(each) * (OPERATIONS / WHOLE); i++) {
                operations[at++] = (byte) each.ordinal();
            }
        }
        for (int i = OPERATIONS - 1; i > 0; i--) {
            final int other = random.nextInt(i + 1);
            final byte moved = operations[i];
            operations[i] = operations[other];
            operations[other] = moved;
        }
    }

    /** Draws the keys of a load that cannot be drawn while it runs; null if there is no need. */
    static int[] keys(final Load load) {
        return load.order().isZipf() ? new ZipfKeys(load.items(), load.order().skew(), load.seed()).sequence(DRAWN)
            : null;
    }

    /** The next operation, by its ordinal. */
    int operation() {
        operation = operation == OPERATIONS - 1 ? 0 : operation + 1;
        return operations[operation];
    }

    int key() {
        if (drawn != null) {
            next = next + 1 & DRAWN - 1;
            return drawn[next];
        }
        if (sequential) {
            final int key = next;
            next = (int) (((long) key + step) % items);
            return key;
        }
        return (int) ((random.nextLong() >>> 1) % items);
    }
}
