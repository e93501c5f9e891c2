/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.growth;

import io.flagstone.benchmarks.embedded.EmbeddedCache;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/** Takes the time of gets, block by block; drawing the keys is not part of it. */
final class GetCost {
    private final LongSupplier clock;

    /**
     * Makes one.
     *
     * @param clock nanoseconds from any origin
     */
    GetCost(final LongSupplier clock) {
        this.clock = clock;
    }

    /** Asks for as many blocks of keys as it takes to spend the time; tells nanoseconds for each get. */
    double perGet(final EmbeddedCache cache, final KeyBlock block, final long nanos) {
        long spent = 0;
        long gets = 0;
        while (gets == 0 || spent < nanos) {
            block.draw();
            final long start = clock.getAsLong();
            final int found = block.ask(cache);
            spent += clock.getAsLong() - start;
            if (found != KeyBlock.LENGTH) {
                throw new IllegalStateException("every item must be there: missing=" + (KeyBlock.LENGTH - found));
            }
            gets += KeyBlock.LENGTH;
        }
        return (double) spent / gets;
    }

    /**
     * The same on as many threads as there are blocks, which begin together; the mean of what they tell. There must be
     * a thread for each.
     */
    double perGet(final EmbeddedCache cache, final List<KeyBlock> blocks, final long nanos,
        final ExecutorService threads) throws InterruptedException {
        final List<Future<Double>> costs = new ArrayList<>();
        final CyclicBarrier start = new CyclicBarrier(blocks.size());
        for (final KeyBlock block : blocks) {
            costs.add(threads.submit(() -> {
                start.await();
                return perGet(cache, block, nanos);
            }));
        }
        double sum = 0;
        for (final Future<Double> cost : costs) {
            try {
                sum += cost.get();
            } catch (final ExecutionException e) {
                throw new IllegalStateException("a thread that asks has failed", e.getCause());
            }
        }
        return sum / costs.size();
    }
}
