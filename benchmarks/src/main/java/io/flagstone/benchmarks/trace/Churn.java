/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

/**
 * How keys come and go, so that a trace has as many keys, and as many that are asked for once, as it should. A number
 * of ranks is asked for by Zipf's law, and every now and then one of them gets a fresh key; beside that are requests
 * for fresh keys of no rank. What was asked for may be repeated soon after, which is no request here.
 *
 * @param ranks    in use at a time
 * @param replaced ranks that get a fresh key, for each request
 * @param once     share of the requests that are for a key of their own
 * @param repeats  of a request, on average
 */
record Churn(int ranks, double replaced, double once, double repeats) {
    private static final int STEPS = 30;
    private static final double MOST_REPLACED = 16;
    /** Of the keys that are not asked for just once, so many are in use at a time. */
    private static final double IN_USE = 0.5;
    /** Ranks up to here are looked at one by one, those behind in blocks that grow by this part of their rank. */
    private static final int BLOCK_PART = 200;

    /** Finds the churn by which so many keys are asked for, a share of them once, or as close to that as can be. */
    static Churn of(final double skew, final long requests, final long keys, final double onceShare,
        final double repeats) {
        double least = 0;
        double most = Math.min(1, onceShare * keys / requests * Math.exp(repeats));
        Churn churn = withOnce(skew, requests, keys, most, repeats);
        for (int i = 0; i < STEPS; i++) {
            if (churn.expect(skew, requests).once > onceShare * keys) {
                most = churn.once;
            } else {
                least = churn.once;
            }
            churn = withOnce(skew, requests, keys, (least + most) / 2, repeats);
        }
        return churn;
    }

    private static Churn withOnce(final double skew, final long requests, final long keys, final double once,
        final double repeats) {
        final int ranks = (int) Math.max(1, (keys - once * requests) * IN_USE);
        double least = 0;
        double most = MOST_REPLACED;
        for (int i = 0; i < STEPS; i++) {
            final double middle = (least + most) / 2;
            if (new Churn(ranks, middle, once, repeats).expect(skew, requests).keys > keys) {
                most = middle;
            } else {
                least = middle;
            }
        }
        return new Churn(ranks, least, once, repeats);
    }

    /** Expects what a number of requests comes to. */
    Expected expect(final double skew, final long requests) {
        final double draws = requests * (1 - once);
        final double replacements = replaced * requests / ranks;
        double sum = 0;
        for (int rank = 1, block; rank <= ranks; rank += block) {
            block = block(rank);
            sum += block * Math.pow(rank + (block - 1) / 2.0, -skew);
        }
        double keys = once * requests;
        double single = keys;
        for (int rank = 1, block; rank <= ranks; rank += block) {
            block = block(rank);
            final double share = Math.pow(rank + (block - 1) / 2.0, -skew) / sum;
            final double again = share * draws / (share * draws + replacements);
            final double unseen = Math.exp(-share * draws);
            keys += block * again * (replacements + 1 - unseen);
            single += block * again * (replacements * (1 - again) + share * draws * unseen);
        }
        return new Expected(keys, single * Math.exp(-repeats));
    }

    private int block(final int rank) {
        return Math.min(1 + rank / BLOCK_PART, ranks - rank + 1);
    }

    /**
     * What is to be expected.
     *
     * @param keys that are asked for
     * @param once keys that are asked for once
     */
    record Expected(double keys, double once) {
    }
}
