/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of all commands that store values of drawn lengths. */
public final class ValueOptions {
    @Option(names = "--sizes", paramLabel = "LIST", description = "of values, each N, MIN-MAX, log:MIN-MAX, etc, or"
        + " lognormal for Twitter's (default: ${DEFAULT-VALUE})")
    private String sizes;

    @Option(names = "--seed", paramLabel = "N", description = "of everything that is drawn (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    /**
     * Makes the options of one command.
     *
     * @param sizes that are drawn if none are given, with commas
     */
    public ValueOptions(final String sizes) {
        this.sizes = sizes;
    }

    /**
     * Reads the sizes.
     *
     * @return them, in their order
     * @throws IllegalArgumentException if there are no such sizes
     */
    public List<ValueSizes> values() {
        return Stream.of(sizes.split(",")).map(ValueSizes::named).toList();
    }

    /**
     * Tells the names of the sizes.
     *
     * @return them as they were given
     */
    public String sizes() {
        return sizes;
    }

    /**
     * Tells the seed.
     *
     * @return it
     */
    public long seed() {
        return seed;
    }

    /**
     * Writes the options for a command line.
     *
     * @return its words
     */
    public List<String> words() {
        return List.of("--sizes", sizes, "--seed", Long.toString(seed));
    }
}
