/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import java.util.SplittableRandom;

/**
 * Key indices that follow Zipf's law: the item of rank {@code r} is drawn with a probability proportional to
 * {@code 1 / r^skew}. Ranks are scattered over the indices by a seeded permutation, so that popular items are not
 * neighbours in memory. Not safe for use by several threads at once.
 */
public final class ZipfKeys {
    /*
     * Rejection-inversion: W. Hoermann, G. Derflinger, "Rejection-inversion to generate variates from monotone
     * discrete distributions", ACM TOMACS 6(3), 1996. Exact for any exponent above 0, constant memory, about 1.1
     * draws per sample; no table of n probabilities is searched.
     */
    private final SplittableRandom random;
    private final int[] indexOfRank;
    private final double skew;
    private final double integralOfFirst;
    private final double integralOfLast;
    private final double acceptance;

    /**
     * Makes a generator.
     *
     * @param items number of different indices, at least 1
     * @param skew  exponent of the law, above 0; 0.99 is what YCSB made customary
     * @param seed  of the draws and of the permutation
     */
    public ZipfKeys(final int items, final double skew, final long seed) {
        if (items < 1) {
            throw new IllegalArgumentException("items must be >= 1: items=" + items);
        }
        if (!(skew > 0.0)) {
            throw new IllegalArgumentException("skew must be > 0: skew=" + skew);
        }
        this.random = new SplittableRandom(seed);
        this.indexOfRank = permutation(items, random);
        this.skew = skew;
        this.integralOfFirst = integral(1.5) - 1.0;
        this.integralOfLast = integral(items + 0.5);
        this.acceptance = 2.0 - inverseIntegral(integral(2.5) - density(2.0));
    }

    /**
     * Draws the next index.
     *
     * @return an index of 0 to items - 1
     */
    public int next() {
        return indexOfRank[nextRank() - 1];
    }

    /**
     * Draws many indices at once.
     *
     * @param length of the answer
     * @return the next {@code length} indices
     */
    public int[] sequence(final int length) {
        final int[] sequence = new int[length];
        for (int i = 0; i < length; i++) {
            sequence[i] = next();
        }
        return sequence;
    }

    /**
     * Tells which index has a rank.
     *
     * @param rank 1 for the most popular item
     * @return its index
     */
    public int indexOfRank(final int rank) {
        return indexOfRank[rank - 1];
    }

    /**
     * Draws the next rank.
     *
     * @return 1 for the most popular item, to the number of items
     */
    public int nextRank() {
        while (true) {
            final double u = integralOfLast + random.nextDouble() * (integralOfFirst - integralOfLast);
            final double x = inverseIntegral(u);
            final int rank = (int) Math.max(1, Math.min(indexOfRank.length, Math.round(x)));
            if (rank - x <= acceptance || u >= integral(rank + 0.5) - density(rank)) {
                return rank;
            }
        }
    }

    private double density(final double x) {
        return Math.exp(-skew * Math.log(x));
    }

    private double integral(final double x) {
        final double logarithm = Math.log(x);
        final double t = (1.0 - skew) * logarithm;
        return logarithm * (Math.abs(t) > 1e-8 ? Math.expm1(t) / t : 1.0 + t / 2.0);
    }

    private double inverseIntegral(final double x) {
        final double t = Math.max(-1.0, x * (1.0 - skew));
        return Math.exp(x * (Math.abs(t) > 1e-8 ? Math.log1p(t) / t : 1.0 - t / 2.0));
    }

    private static int[] permutation(final int length, final SplittableRandom random) {
        final int[] permutation = new int[length];
        for (int i = 0; i < length; i++) {
            final int j = random.nextInt(i + 1);
            permutation[i] = permutation[j];
            permutation[j] = i;
        }
        return permutation;
    }
}
