/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * What a hit costs: {@code get} of 256 bytes out of a million items, keys by Zipf 0.99, nothing ever missing.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar CacheGetBenchmark -prof gc
 * java -jar benchmarks/target/benchmarks.jar CacheGetBenchmark -p peer=FLAGSTONE,CAFFEINE -t 2
 * </pre>
 *
 * Scores are operations per microsecond, that is, millions per second; {@code gc.alloc.rate.norm} is bytes of heap
 * per operation.
 */
public class CacheGetBenchmark extends CacheBenchmark {
    /**
     * Reads one value.
     *
     * @param filled    cache
     * @param cursor    of this thread
     * @param reads     of this thread
     * @param blackhole that consumes the value
     * @return length of the value
     */
    @Benchmark
    public int get(final PresentKeys filled, final Cursor cursor, final ReadOutcomes reads,
        final Blackhole blackhole) {
        final int length = filled.cache.get(cursor.next(), cursor.destination, blackhole);
        reads.count(length, filled.valueLength);
        return length;
    }

    /**
     * Runs this class alone, with the GC profiler.
     *
     * @param arguments as of JMH, added to the class's own
     * @throws RunnerException if JMH cannot run
     * @throws CommandLineOptionException if an argument is not one of JMH's
     */
    public static void main(final String[] arguments) throws RunnerException, CommandLineOptionException {
        JmhRun.of(CacheGetBenchmark.class, arguments);
    }
}
