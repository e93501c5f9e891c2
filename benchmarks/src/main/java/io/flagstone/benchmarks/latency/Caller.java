/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import io.flagstone.benchmarks.embedded.EmbeddedCache;
import io.flagstone.benchmarks.workload.Keys;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.util.SplittableRandom;

/**
 * What one thread asks a cache for: sets of items that were never there, and gets of those that it has stored, the
 * newer the likelier. For one thread.
 */
final class Caller implements OpenLoop.Operations {
    private static final int PERCENT = 100;

    private final EmbeddedCache cache;
    private final int first;
    private final int step;
    private final int sets;
    private final SplittableRandom random;
    private final byte[] key = new byte[Keys.LENGTH];
    private final byte[] into;
    /** A value of each length that was drawn, made when it is drawn first. */
    private final byte[][] values;
    private ValueSizes sizes;
    private int stored;
    private byte[] value;
    private long refused;

    /**
     * Makes a caller.
     *
     * @param cache   that is asked
     * @param number  of the thread, whose keys are its own
     * @param threads there are
     * @param sets    percent of the operations
     * @param longest value that it may get
     */
    Caller(final EmbeddedCache cache, final int number, final int threads, final int sets, final int longest) {
        this.cache = cache;
        first = number;
        step = threads;
        this.sets = sets;
        random = new SplittableRandom(number);
        into = new byte[longest];
        values = new byte[longest + 1][];
    }

    /** Sets how long values are from now on. */
    void sizes(final ValueSizes lengths) {
        sizes = lengths;
    }

    @Override
    public void prepare() {
        value = null;
        if (stored == 0 || random.nextInt(PERCENT) < sets) {
            final int length = sizes.draw(random);
            if (values[length] == null) {
                values[length] = new byte[length];
            }
            value = values[length];
            Keys.write(first + stored++ * step, key, 0);
        } else {
            final double age = random.nextDouble();
            Keys.write(first + (int) ((stored - 1) * (1 - age * age)) * step, key, 0);
        }
    }

    @Override
    public Latencies.Kind perform() {
        if (value == null) {
            cache.get(key, into);
            return Latencies.Kind.GET;
        }
        refused += cache.set(key, value) ? 0 : 1;
        return Latencies.Kind.SET;
    }

    /** Stores items as fast as it can. */
    void store(final int items) {
        for (int i = 0; i < items; ) {
            prepare();
            i += perform() == Latencies.Kind.SET ? 1 : 0;
        }
    }

    /** Sets that the cache did not take. */
    long refused() {
        return refused;
    }
}
