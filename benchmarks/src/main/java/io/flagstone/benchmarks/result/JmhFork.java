/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One case of a JMH benchmark, which is run in a JVM of its own, once for each round.
 *
 * @param benchmark  pattern that one benchmark's name matches
 * @param parameters of it
 * @param threads    that run it
 * @param flags      of the JVM, added to the benchmark's own
 */
record JmhFork(String benchmark, Map<String, String> parameters, int threads, List<String> flags) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String MISS = "Miss";

    /**
     * What a round came to.
     *
     * @param score     in the benchmark's own unit
     * @param unit      of it, as figures have it
     * @param heapBytes allocated per operation
     */
    record Score(double score, String unit, double heapBytes) {
    }

    /**
     * Runs it once.
     *
     * @param warmupSeconds before what is measured
     * @param seconds       of what is measured, in three parts
     * @return what it came to
     * @throws IllegalStateException if the benchmark breaks, or if not exactly one matches
     */
    Score run(final double warmupSeconds, final double seconds) {
        final ChainedOptionsBuilder options = new OptionsBuilder().include(benchmark).forks(1).threads(threads)
            .warmupIterations(2).warmupTime(time(warmupSeconds / 2))
            .measurementIterations(3).measurementTime(time(seconds / 3))
            .addProfiler(GCProfiler.class).verbosity(VerboseMode.SILENT).shouldFailOnError(true)
            .jvmArgsAppend(flags.toArray(new String[0]));
        parameters.forEach((name, value) -> options.param(name, value));
        try {
            return score(List.copyOf(new Runner(options.build()).run()));
        } catch (final RunnerException e) {
            throw new IllegalStateException("a benchmark must run to its end: benchmark=" + benchmark + ", parameters="
                + parameters + ": " + e.getMessage(), e);
        }
    }

    private Score score(final List<RunResult> results) {
        if (results.size() != 1) {
            throw new IllegalStateException("exactly one benchmark must match: benchmark=" + benchmark + ", matching="
                + results.size());
        }
        final BenchmarkResult fork = results.get(0).getAggregatedResult();
        final Map<String, Double> outcomes = new TreeMap<>();
        fork.getSecondaryResults().forEach((name, result) -> outcomes.put(name, result.getScore()));
        requireRight(results.get(0).getParams().getBenchmark(), parameters, outcomes);
        final Result<?> primary = fork.getPrimaryResult();
        final Result<?> allocated = fork.getSecondaryResults().get(ALLOCATED);
        return new Score(primary.getScore(), unit(primary.getScoreUnit()),
            allocated == null ? 0 : allocated.getScore());
    }

    /**
     * Refuses a round in which something was answered that is not what the benchmark asks for: a cache that misses or
     * refuses has done something else than the others.
     *
     * @param benchmark  its whole name; one that is about misses has Miss in it, and may see nothing else
     * @param parameters of it
     * @param outcomes   what was counted beside the score
     */
    static void requireRight(final String benchmark, final Map<String, String> parameters,
        final Map<String, Double> outcomes) {
        for (final String wrong : List.of(benchmark.contains(MISS) ? "hits" : "misses", "refused")) {
            if (outcomes.getOrDefault(wrong, 0.0) > 0) {
                throw new IllegalStateException("every operation must come to what the benchmark asks for: benchmark="
                    + benchmark + ", parameters=" + parameters + ", counted=" + outcomes);
            }
        }
    }

    private static TimeValue time(final double seconds) {
        return new TimeValue(Math.max(1, Math.round(seconds * 1000)), TimeUnit.MILLISECONDS);
    }

    private static String unit(final String ofJmh) {
        return switch (ofJmh) {
            case "ops/us" -> "M/s";
            case "ns/op" -> "ns";
            default -> ofJmh;
        };
    }
}
