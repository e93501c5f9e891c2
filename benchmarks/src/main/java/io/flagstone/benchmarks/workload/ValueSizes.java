/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import io.flagstone.benchmarks.console.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Lengths of values, by name:
 * <ul>
 * <li>{@code 256}: every value has 256 bytes (any number from 0);</li>
 * <li>{@code 1-8000}: uniform from 1 to 8000 bytes, both included;</li>
 * <li>{@code etc}: Facebook's general-purpose pool ETC, a generalized Pareto distribution with scale 214.476 and
 * shape 0.348238, cut at 1,000,000 bytes (B. Atikoglu et al., "Workload analysis of a large-scale key-value store",
 * SIGMETRICS 2012, section 5): median 168 bytes, mean 329, a long tail;</li>
 * <li>{@code lognormal}: as Twitter's clusters, median 224 bytes, sigma 1.2, cut at 1,000,000 bytes (J. Yang et al., "A
 * large scale analysis of hundreds of in-memory cache clusters at Twitter", OSDI 2020): mean 460;</li>
 * <li>{@code log:1-8000}: from 1 to 8000 bytes with a uniform logarithm, so that each decade is as frequent;</li>
 * <li>{@code file:NAME}: as a file says, by a length and a weight on each line, such as {@code 100,3}.</li>
 * </ul>
 */
public final class ValueSizes {
    private static final int SAMPLE = 100_000;
    private static final double ETC_SCALE = 214.476;
    private static final double ETC_SHAPE = 0.348238;
    private static final int ETC_LONGEST = 1_000_000;

    private static final double LOGNORMAL_MEDIAN = 224;
    private static final double LOGNORMAL_SIGMA = 1.2;
    private static final String LOG_PREFIX = "log:";
    private static final String FILE_PREFIX = "file:";

    private final String name;
    private final int shortest;
    private final int longest;
    private final Shape shape;
    /** Lengths and the sums of their weights, if a file has told them. */
    private final int[] listed;
    private final double[] sums;

    private ValueSizes(final String name, final int shortest, final int longest, final Shape shape) {
        if (shortest < 0 || longest < shortest || shape == Shape.LOG_UNIFORM && shortest == 0) {
            throw unknown(name);
        }
        this.name = name;
        this.shortest = shortest;
        this.longest = longest;
        this.shape = shape;
        listed = new int[0];
        sums = new double[0];
    }

    private ValueSizes(final String name, final int[] listed, final double[] sums) {
        this.name = name;
        this.listed = listed;
        this.sums = sums;
        shape = Shape.LISTED;
        shortest = Arrays.stream(listed).min().orElseThrow();
        longest = Arrays.stream(listed).max().orElseThrow();
    }

    private static IllegalArgumentException unknown(final String name) {
        return new IllegalArgumentException("value sizes must be N, MIN-MAX, log:MIN-MAX, etc, lognormal or"
            + " file:NAME: sizes=" + name);
    }

    /**
     * Finds a distribution.
     *
     * @param name as listed above
     * @return the distribution
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ValueSizes named(final String name) {
        if ("etc".equals(name)) {
            return new ValueSizes(name, 1, ETC_LONGEST, Shape.PARETO);
        }
        if ("lognormal".equals(name)) {
            return new ValueSizes(name, 1, ETC_LONGEST, Shape.LOGNORMAL);
        }
        if (name.startsWith(FILE_PREFIX)) {
            return listed(name);
        }
        final boolean logarithmic = name.startsWith(LOG_PREFIX);
        final String range = logarithmic ? name.substring(LOG_PREFIX.length()) : name;
        try {
            final int dash = range.indexOf('-');
            return dash < 0
                ? new ValueSizes(name, Integer.parseInt(range), Integer.parseInt(range), Shape.UNIFORM)
                : new ValueSizes(name, Integer.parseInt(range.substring(0, dash)),
                    Integer.parseInt(range.substring(dash + 1)), logarithmic ? Shape.LOG_UNIFORM : Shape.UNIFORM);
        } catch (final NumberFormatException e) {
            throw unknown(name);
        }
    }

    private static ValueSizes listed(final String name) {
        final Path file = Path.of(name.substring(FILE_PREFIX.length()));
        final List<String> lines;
        try {
            lines = new ArrayList<>(Files.readAllLines(file));
        } catch (final IOException e) {
            throw new IllegalArgumentException("a file of value sizes must be readable: file=" + file, e);
        }
        lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
        final int[] lengths = new int[lines.size()];
        final double[] sums = new double[lines.size()];
        double sum = 0;
        for (int i = 0; i < lengths.length; i++) {
            final String line = lines.get(i);
            Rule.require(line.matches("\\d{1,7}\\s*,\\s*\\d{1,12}(\\.\\d*)?"),
                "a line of value sizes must be LENGTH,WEIGHT: file=" + file + ", line=" + line);
            final String[] words = line.split(",");
            lengths[i] = Integer.parseInt(words[0].strip());
            sum += Double.parseDouble(words[1].strip());
            sums[i] = sum;
        }
        Rule.require(sum > 0, "a file of value sizes must have a weight above 0: file=" + file);
        return new ValueSizes(name, lengths, sums);
    }

    /**
     * Draws the lengths of a set of items.
     *
     * @param items number of lengths
     * @param seed  of the draw
     * @return one length per item, in bytes
     */
    public int[] lengths(final int items, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int[] lengths = new int[items];
        for (int i = 0; i < items; i++) {
            lengths[i] = draw(random);
        }
        return lengths;
    }

    /**
     * Draws one length.
     *
     * @param random decides
     * @return the length, in bytes
     */
    public int draw(final SplittableRandom random) {
        return switch (shape) {
            case UNIFORM -> random.nextInt(shortest, longest + 1);
            case PARETO -> paretoLength(random);
            case LOGNORMAL -> cut(LOGNORMAL_MEDIAN * Math.exp(LOGNORMAL_SIGMA * random.nextGaussian()));
            case LOG_UNIFORM -> cut(shortest * Math.pow((double) longest / shortest, random.nextDouble()));
            case LISTED -> listed[listedIndex(random.nextDouble() * sums[sums.length - 1])];
        };
    }

    /**
     * Tells the mean of what is drawn, by a sample.
     *
     * @param seed of the draw
     * @return the mean length, in bytes
     */
    public double mean(final long seed) {
        return IntStream.of(lengths(SAMPLE, seed)).average().orElseThrow();
    }

    /**
     * Tells the longest length that can be drawn.
     *
     * @return the length, in bytes
     */
    public int longest() {
        return longest;
    }

    /**
     * Tells whether all lengths are the same.
     *
     * @return whether nothing is drawn
     */
    public boolean isFixed() {
        return shortest == longest;
    }

    private int cut(final double length) {
        return (int) Math.max(shortest, Math.min(longest, Math.round(length)));
    }

    @Override
    public String toString() {
        return name;
    }

    /** The first whose sum of weights is above some sum. */
    private int listedIndex(final double sum) {
        final int found = Arrays.binarySearch(sums, sum);
        int index = found < 0 ? -found - 1 : found;
        while (index < sums.length - 1 && sums[index] <= sum) {
            index++;
        }
        return index;
    }

    private int paretoLength(final SplittableRandom random) {
        final double tail = 1.0 - random.nextDouble();
        final double length = ETC_SCALE / ETC_SHAPE * (Math.pow(tail, -ETC_SHAPE) - 1.0);
        return cut(length);
    }

    private enum Shape {
        UNIFORM, PARETO, LOGNORMAL, LOG_UNIFORM, LISTED
    }
}
