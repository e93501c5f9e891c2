/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.workload.ZipfKeys;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What to ask for next: an operation, and a key. Drawn beforehand as far as drawing is slow. For one thread.
 *
 * <p>Ranks by Zipf's law come from a table of {@value #DRAWN}, which by itself would ask for a quarter of a million
 * keys again and again, so that a server which holds those evicts nothing more. Hence a rank of the table stands for
 * all those near to it: one is drawn from between 63/64 and 65/64 of it, where the law is as good as flat.
 */
final class Draw {
    private static final int DRAWN = 1 << 20;
    private static final int NEARBY = 32;
    private static final int RANDOM_BITS = 31;
    /** A prime above every number of items: multiples of it, modulo that number, scatter ranks over the keys. */
    private static final long SCATTER = 2_654_435_761L;
    private static final int OPERATIONS = 12_800;
    private static final int WHOLE = 100;

    private final int items;
    private final int step;
    private final boolean sequential;
    private final byte[] operations = new byte[OPERATIONS];
    private final SplittableRandom random;
    /** Ranks by Zipf's law, from 0; null if there is no need. */
    private final int[] drawn;
    private int operation;
    private int next;

    /**
     * Begins.
     *
     * @param drawn   as {@link #ranks} has it
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

    /** Draws the ranks of a load whose keys cannot be drawn while it runs; null if there is no need. */
    static int[] ranks(final Load load) {
        if (!load.order().isZipf()) {
            return null;
        }
        final ZipfKeys zipf = new ZipfKeys(load.items(), load.order().skew(), load.seed());
        return IntStream.generate(() -> zipf.nextRank() - 1).limit(DRAWN).toArray();
    }

    /** The next operation, by its ordinal. */
    int operation() {
        operation = operation == OPERATIONS - 1 ? 0 : operation + 1;
        return operations[operation];
    }

    int key() {
        if (drawn != null) {
            next = next + 1 & DRAWN - 1;
            return (int) (near(drawn[next]) * SCATTER % items);
        }
        if (sequential) {
            final int key = next;
            next = (int) (((long) key + step) % items);
            return key;
        }
        return (int) ((random.nextLong() >>> 1) % items);
    }

    private long near(final int rank) {
        final int width = rank / NEARBY;
        final long offset = (random.nextLong() >>> Long.SIZE - RANDOM_BITS) * width >>> RANDOM_BITS;
        return Math.min(rank - width / 2 + offset, items - 1);
    }
}
