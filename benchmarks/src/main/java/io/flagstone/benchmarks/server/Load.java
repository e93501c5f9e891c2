/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.workload.ValueSizes;

/**
 * What load a server gets.
 *
 * @param connections number of connections, all driven by one thread
 * @param inFlight    requests that a connection sends together, once all replies to the last ones are in
 * @param keysPerGet  keys that one get asks for
 * @param items       number of keys, all of them stored before the load starts
 * @param values      lengths of their values
 * @param setPercent  share of sets among the requests, 0 to 100; the others are gets
 * @param skew        exponent of the Zipf distribution of the keys
 * @param seed        of everything random
 */
record Load(int connections, int inFlight, int keysPerGet, int items, ValueSizes values, int setPercent, double skew,
    long seed) {
    private static final int CONNECTIONS = 32;
    private static final int ITEMS = 100_000;
    private static final double SKEW = 0.99;

    Load {
        Rule.require(connections >= 1, "--connections must be >= 1: connections=" + connections);
        Rule.require(inFlight >= 1 && inFlight <= Script.MOST_REQUESTS, "--in-flight must be 1 to "
            + Script.MOST_REQUESTS + ": inFlight=" + inFlight);
        Rule.require(keysPerGet >= 1, "--keys-per-get must be >= 1: keysPerGet=" + keysPerGet);
        Rule.require(items >= 1, "--items must be >= 1: items=" + items);
        Rule.require(setPercent >= 0 && setPercent <= 100, "--sets must be 0 to 100: sets=" + setPercent);
        Rule.require(skew > 0, "--skew must be > 0: skew=" + skew);
    }

    /** Gets of values of 100 bytes, one key each. */
    static Load gets(final int inFlight) {
        return new Load(CONNECTIONS, inFlight, 1, ITEMS, ValueSizes.named("100"), 0, SKEW, 1);
    }

    /** The same keys and values, stored. */
    static Load sets(final int inFlight) {
        return new Load(CONNECTIONS, inFlight, 1, ITEMS, ValueSizes.named("100"), 100, SKEW, 1);
    }

    /** Gets of many keys, one request in flight. */
    static Load multigets(final int keys) {
        return new Load(CONNECTIONS, 1, keys, ITEMS, ValueSizes.named("100"), 0, SKEW, 1);
    }

    /** Gets of few values of one length, one request in flight. */
    static Load getsOf(final int valueLength, final int items) {
        return new Load(CONNECTIONS, 1, 1, items, ValueSizes.named(Integer.toString(valueLength)), 0, SKEW, 1);
    }
}
