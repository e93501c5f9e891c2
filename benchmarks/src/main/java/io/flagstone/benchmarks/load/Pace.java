/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.console.Rule;

/**
 * When requests are sent.
 *
 * @param perSecond that become due, whatever the server does (an open loop); 0 for as soon as the last ones are
 *                  answered (a closed loop)
 * @param count     of requests in all; 0 for as many as there is time for
 * @param gather    microseconds for which a closed loop lets replies gather before it looks for them
 */
public record Pace(double perSecond, long count, int gather) {
    /** A closed loop without end. */
    public static final Pace CLOSED = new Pace(0, 0, 0);
    private static final double NANOS = 1e9;

    private static final int MOST_GATHER = 1_000_000;

    /** Checks all. */
    public Pace {
        Rule.require(perSecond >= 0 && perSecond <= NANOS, "--rate must be 0 to 1000000000: rate=" + perSecond);
        Rule.require(count >= 0, "--count must be >= 0: count=" + count);
        Rule.require(gather >= 0 && gather <= MOST_GATHER, "--gather must be 0 to 1000000: gather=" + gather);
        Rule.require(gather == 0 || perSecond == 0, "--gather must be 0 with --rate: gather=" + gather);
    }

    /**
     * A closed loop that ends.
     *
     * @param count of requests
     * @return the pace
     */
    public static Pace of(final long count) {
        return new Pace(0, count, 0);
    }

    boolean isOpen() {
        return perSecond > 0;
    }

    /** How long after the start a request is due, in nanoseconds. */
    long due(final long number) {
        return (long) (number * NANOS / perSecond);
    }

    /** How many requests are due so long after the start, in nanoseconds. */
    long dueBy(final long nanos) {
        return (long) (nanos * perSecond / NANOS) + 1;
    }

    /** The part of one thread. */
    Pace share(final int thread, final int threads) {
        final long rest = count % threads > thread ? 1 : 0;
        return new Pace(perSecond / threads, count / threads + rest, gather);
    }
}
