/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.command;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to decode and answer a request for one key of 20 bytes, 100 of them at a time, beside the engine alone.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar RequestBenchmark -prof gc
 * java -jar benchmarks/target/benchmarks.jar RequestBenchmark -p items=10000000 -p dialect=ENGINE,MULTIGET
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = {"-Xmx1g"})
@State(Scope.Benchmark)
public class RequestBenchmark {
    private static final int KEYS = 100;
    private static final int GROUPS = 1 << 12;

    /** How the keys are asked for. */
    @Param
    public Dialect dialect;

    /** Number of items in the cache. */
    @Param("1000000")
    public int items;

    /** Length of every value, in bytes. */
    @Param("100")
    public int valueLength;

    /** Whether the cache asks for huge pages. */
    @Param("false")
    public boolean hugePages;

    private ServedCache served;
    private RequestBytes requests;
    private int next;

    /** Fills the cache, builds the requests, and verifies the answers. */
    @Setup(Level.Trial)
    public void fill() {
        served = new ServedCache(items, valueLength, hugePages);
        requests = new RequestBytes(dialect, items, GROUPS, KEYS);
        final long answered = answerGroup();
        if (dialect == Dialect.ENGINE ? answered != KEYS : answered < (long) KEYS * valueLength) {
            throw new IllegalStateException("every key must be answered with its value: answered=" + answered);
        }
    }

    /** Verifies that nothing was missed. */
    @TearDown(Level.Trial)
    public void close() {
        served.close();
    }

    private long answerGroup() {
        final int group = next++ & requests.groups() - 1;
        return dialect == Dialect.ENGINE ? served.read(requests, group) : served.serve(requests, group);
    }

    /**
     * Answers a hundred keys.
     *
     * @return what was sent, in bytes, or the hits
     */
    @Benchmark
    @OperationsPerInvocation(KEYS)
    public long answer() {
        return answerGroup();
    }
}
