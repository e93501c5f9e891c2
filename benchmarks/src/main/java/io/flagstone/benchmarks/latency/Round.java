/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.embedded.EmbeddedCache;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * All phases once, on one cache, by some threads at once. A phase is cut into slices: after each of operations comes
 * one of as many that do nothing, so that both see the same seconds of the machine.
 */
final class Round {
    private final EmbeddedCache cache;
    private final long limit;
    private final List<ValueSizes> sizes;
    private final List<Caller> callers;
    private final double perSecond;
    private final long sliceNanos;
    private final ExecutorService threads;

    /**
     * Prepares a round.
     *
     * @param cache      an empty one
     * @param limit      of it, in bytes
     * @param sizes      of values
     * @param callers    one for each thread
     * @param perSecond  operations that become due, of all threads
     * @param sliceNanos how long a slice is
     * @param threads    enough for all callers
     */
    Round(final EmbeddedCache cache, final long limit, final List<ValueSizes> sizes, final List<Caller> callers,
        final double perSecond, final long sliceNanos, final ExecutorService threads) {
        this.cache = cache;
        this.limit = limit;
        this.sizes = sizes;
        this.callers = callers;
        this.perSecond = perSecond / callers.size();
        this.sliceNanos = sliceNanos;
        this.threads = threads;
    }

    /** Runs one phase; tells the latencies of its operations, and those of doing nothing. */
    Latencies run(final Phase phase, final int slices, final Progress progress) throws InterruptedException {
        final Latencies all = new Latencies();
        for (int slice = 0; slice < slices; slice++) {
            cache.resize(phase.limit(slice, limit));
            final ValueSizes lengths = sizes.get(phase.sizes(slice, sizes.size()));
            callers.forEach(caller -> caller.sizes(lengths));
            onAllThreads(all, caller -> caller);
            onAllThreads(all, caller -> new Idle());
            progress.at(slice + 1, slices);
        }
        cache.resize(limit);
        return all;
    }

    /** Stores so many items in all, as fast as it can. */
    void store(final int items) throws InterruptedException {
        callers.forEach(caller -> caller.sizes(sizes.get(0)));
        final List<Future<?>> running = new ArrayList<>();
        for (final Caller caller : callers) {
            running.add(threads.submit(() -> caller.store(items / callers.size())));
        }
        await(running);
    }

    private void onAllThreads(final Latencies all, final Function<Caller, OpenLoop.Operations> what)
            throws InterruptedException {
        final List<Future<?>> running = new ArrayList<>();
        final List<Latencies> parts = new ArrayList<>();
        for (final Caller caller : callers) {
            final Latencies part = new Latencies();
            parts.add(part);
            running.add(threads.submit(() -> new OpenLoop(System::nanoTime, perSecond).run(sliceNanos,
                what.apply(caller), part)));
        }
        await(running);
        parts.forEach(all::add);
    }

    private static void await(final List<Future<?>> running) throws InterruptedException {
        for (final Future<?> each : running) {
            try {
                each.get();
            } catch (final ExecutionException e) {
                throw new IllegalStateException("a thread that asks has failed", e.getCause());
            }
        }
    }

    /** Does nothing, at the pace of the operations. */
    private static final class Idle implements OpenLoop.Operations {
        @Override
        public void prepare() {
            // there is nothing to prepare
        }

        @Override
        public Latencies.Kind perform() {
            return Latencies.Kind.IDLE;
        }
    }
}
