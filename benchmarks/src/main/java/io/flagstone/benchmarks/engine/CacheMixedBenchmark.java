/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * What a service does: 95 % {@code get} and 5 % {@code set} of 256 bytes over a million items, keys by Zipf 0.99.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar CacheMixedBenchmark -prof gc
 * java -jar benchmarks/target/benchmarks.jar CacheMixedBenchmark -p peer=FLAGSTONE,CAFFEINE -t 2
 * </pre>
 *
 * Scores are operations per microsecond, that is, millions per second; {@code gc.alloc.rate.norm} is bytes of heap
 * per operation.
 */
public class CacheMixedBenchmark extends CacheBenchmark {
    /**
     * Reads one value, or replaces it at every twentieth call.
     *
     * @param filled    cache
     * @param cursor    of this thread
     * @param reads     of this thread
     * @param stores    of this thread
     * @param blackhole that consumes the value
     */
    @Benchmark
    public void mixed(final PresentKeys filled, final Cursor cursor, final ReadOutcomes reads,
        final StoreOutcomes stores, final Blackhole blackhole) {
        final int operation = cursor.next();
        if (cursor.isStoreNext()) {
            stores.count(filled.cache.set(operation, cursor.nextValue(filled.spareValues)));
        } else {
            reads.count(filled.cache.get(operation, cursor.destination, blackhole), filled.valueLength);
        }
    }

    /**
     * Runs this class alone, with the GC profiler.
     *
     * @param arguments as of JMH, added to the class's own
     * @throws RunnerException if JMH cannot run
     * @throws CommandLineOptionException if an argument is not one of JMH's
     */
    public static void main(final String[] arguments) throws RunnerException, CommandLineOptionException {
        JmhRun.of(CacheMixedBenchmark.class, arguments);
    }
}
