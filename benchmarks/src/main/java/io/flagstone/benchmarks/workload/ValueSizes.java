/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import java.util.SplittableRandom;

/**
 * Lengths of values, by name:
 * <ul>
 * <li>{@code 256}: every value has 256 bytes (any number from 0);</li>
 * <li>{@code 1-8000}: uniform from 1 to 8000 bytes, both included;</li>
 * <li>{@code etc}: Facebook's general-purpose pool ETC, a generalized Pareto distribution with scale 214.476 and
 * shape 0.348238, cut at 1,000,000 bytes (B. Atikoglu et al., "Workload analysis of a large-scale key-value store",
 * SIGMETRICS 2012, section 5): median 168 bytes, mean 329, a long tail.</li>
 * </ul>
 */
public final class ValueSizes {
    private static final double ETC_SCALE = 214.476;
    private static final double ETC_SHAPE = 0.348238;
    private static final int ETC_LONGEST = 1_000_000;

    private final String name;
    private final int shortest;
    private final int longest;
    private final boolean pareto;

    private ValueSizes(final String name, final int shortest, final int longest, final boolean pareto) {
        if (shortest < 0 || longest < shortest) {
            throw new IllegalArgumentException("value sizes must be N, MIN-MAX or etc: name=" + name);
        }
        this.name = name;
        this.shortest = shortest;
        this.longest = longest;
        this.pareto = pareto;
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
            return new ValueSizes(name, 1, ETC_LONGEST, true);
        }
        try {
            final int dash = name.indexOf('-');
            return dash < 0
                ? new ValueSizes(name, Integer.parseInt(name), Integer.parseInt(name), false)
                : new ValueSizes(name, Integer.parseInt(name.substring(0, dash)),
                    Integer.parseInt(name.substring(dash + 1)), false);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("value sizes must be N, MIN-MAX or etc: name=" + name, e);
        }
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
            lengths[i] = pareto ? paretoLength(random) : random.nextInt(shortest, longest + 1);
        }
        return lengths;
    }

    @Override
    public String toString() {
        return name;
    }

    private int paretoLength(final SplittableRandom random) {
        final double tail = 1.0 - random.nextDouble();
        final double length = ETC_SCALE / ETC_SHAPE * (Math.pow(tail, -ETC_SHAPE) - 1.0);
        return (int) Math.max(shortest, Math.min(longest, Math.round(length)));
    }
}
