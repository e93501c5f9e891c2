/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import io.flagstone.benchmarks.console.ByteCount;
import io.flagstone.benchmarks.result.FigureOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What it takes to make a large cache that is not used yet. */
@Command(name = "start", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Builds an empty cache in a new JVM; prints the time it takes and the memory that is resident then.")
public final class StartCommand implements Callable<Integer> {
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC");

    @Option(names = "--limit", paramLabel = "BYTES", defaultValue = "64g", description = "of the cache (default:"
        + " ${DEFAULT-VALUE})")
    private String limit;

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    /** Made by the command line. */
    public StartCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        final long bytes = ByteCount.parse("limit", limit);
        System.out.println("java " + String.join(" ", FLAGS));
        final List<String> words = new ArrayList<>(List.of(Long.toString(bytes)));
        words.addAll(figures.words());
        return ForkedJvm.run(FLAGS, EmptyCache.class.getName(), words);
    }
}
