/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * What a store costs: {@code set} of 256 bytes over one of a million items that are there, keys by Zipf 0.99.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar CacheStoreBenchmark -prof gc
 * java -jar benchmarks/target/benchmarks.jar CacheStoreBenchmark -p peer=FLAGSTONE,OHC -t 2
 * </pre>
 *
 * Scores are operations per microsecond, that is, millions per second; {@code gc.alloc.rate.norm} is bytes of heap
 * per operation.
 */
public class CacheStoreBenchmark extends CacheBenchmark {
    /**
     * Replaces one value by another of the same length.
     *
     * @param filled cache
     * @param cursor of this thread
     * @param stores of this thread
     * @return true if it was stored
     */
    @Benchmark
    public boolean set(final PresentKeys filled, final Cursor cursor, final StoreOutcomes stores) {
        final int operation = cursor.next();
        final boolean isStored = filled.cache.set(operation, cursor.nextValue(filled.spareValues));
        stores.count(isStored);
        return isStored;
    }

    /**
     * Runs this class alone, with the GC profiler.
     *
     * @param arguments as of JMH, added to the class's own
     * @throws RunnerException if JMH cannot run
     * @throws CommandLineOptionException if an argument is not one of JMH's
     */
    public static void main(final String[] arguments) throws RunnerException, CommandLineOptionException {
        JmhRun.of(CacheStoreBenchmark.class, arguments);
    }
}
