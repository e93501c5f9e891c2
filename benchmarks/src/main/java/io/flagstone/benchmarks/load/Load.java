/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.workload.ValueSizes;

/**
 * What a server is asked for.
 *
 * @param dialect      that is spoken
 * @param connections  number of connections
 * @param inFlight     requests that a connection sends together, once all replies to the last ones are in; in an open
 *                     loop the most that wait for their reply at once
 * @param mix          of operations
 * @param keysPerGet   keys that a multiget asks for
 * @param order        of the keys
 * @param items        number of keys
 * @param values       lengths of their values
 * @param versions     number of values that a key has in turn
 * @param seconds      time to live of what is stored or touched; 0 for ever
 * @param storesMissed whether a key that was missed is stored by the next request, as whoever uses a cache does
 * @param seed         of everything random
 */
public record Load(Dialect dialect, int connections, int inFlight, Mix mix, int keysPerGet, KeyOrder order, int items,
    ValueSizes values, int versions, int seconds, boolean storesMissed, long seed) {
    static final int MOST_CONNECTIONS = 10_000;
    static final int MOST_IN_FLIGHT = 1 << 14;
    static final int MOST_ITEMS = 1 << 28;
    static final int MOST_VERSIONS = 1 << 30;
    static final int MOST_KEYS_PER_GET = 1000;
    private static final int CONNECTIONS = 32;
    private static final int ITEMS = 100_000;
    private static final int SECONDS_BEFORE_IT_IS_A_DATE = 30 * 24 * 3600;

    /** Checks each of them. */
    public Load {
        between("connections", connections, 1, MOST_CONNECTIONS);
        between("in-flight", inFlight, 1, MOST_IN_FLIGHT);
        between("keys-per-get", keysPerGet, 1, MOST_KEYS_PER_GET);
        between("items", items, 1, MOST_ITEMS);
        between("versions", versions, 1, MOST_VERSIONS);
        between("ttl", seconds, 0, SECONDS_BEFORE_IT_IS_A_DATE);
        Rule.require(dialect != Dialect.RESP || seconds == 0 && versions == 1,
            "--dialect redis has no --ttl and one version: ttl=" + seconds + ", versions=" + versions);
        Rule.require(dialect != Dialect.RESP || mix.percent(Operation.GET) + mix.percent(Operation.SET) == 100,
            "--dialect redis knows only get and set: mix=" + mix);
    }

    private static void between(final String name, final int value, final int least, final int most) {
        Rule.require(value >= least && value <= most,
            "--" + name + " must be " + least + " to " + most + ": " + name + "=" + value);
    }

    /** Values of 100 bytes under 100,000 keys, by 32 connections in the text dialect. */
    private static Load usual(final Mix mix, final int inFlight, final int keysPerGet) {
        return new Load(Dialect.TEXT, CONNECTIONS, inFlight, mix, keysPerGet, KeyOrder.ZIPF, ITEMS,
            ValueSizes.named("100"), 1, 0, false, 1);
    }

    /**
     * Gets of values of 100 bytes, one key each.
     *
     * @param inFlight requests that each connection sends together
     * @return the load
     */
    public static Load gets(final int inFlight) {
        return usual(Mix.GETS, inFlight, 1);
    }

    /**
     * The same keys and values, stored.
     *
     * @param inFlight requests that each connection sends together
     * @return the load
     */
    public static Load sets(final int inFlight) {
        return usual(Mix.SETS, inFlight, 1);
    }

    /**
     * Gets of many keys, one request in flight.
     *
     * @param keys of each
     * @return the load
     */
    public static Load multigets(final int keys) {
        return usual(Mix.MULTIGETS, 1, keys);
    }

    /**
     * Changes how it comes to the server.
     *
     * @param other       dialect
     * @param count       of connections
     * @param together    requests that each sends together
     * @return a load of the same requests
     */
    public Load by(final Dialect other, final int count, final int together) {
        return new Load(other, count, together, mix, keysPerGet, order, items, values, versions, seconds, storesMissed,
            seed);
    }

    /**
     * Changes what is asked for.
     *
     * @param operations  and their shares
     * @param next        which key comes next
     * @param fillsMisses whether a key that was missed is stored
     * @return a load of the same keys and values
     */
    public Load asking(final Mix operations, final KeyOrder next, final boolean fillsMisses) {
        return new Load(dialect, connections, inFlight, operations, keysPerGet, next, items, values, versions, seconds,
            fillsMisses, seed);
    }

    /**
     * Changes what is stored.
     *
     * @param count  of keys
     * @param length of all values
     * @return a load that asks for them in the same way
     */
    public Load of(final int count, final int length) {
        return new Load(dialect, connections, inFlight, mix, keysPerGet, order, count,
            ValueSizes.named(Integer.toString(length)), versions, seconds, storesMissed, seed);
    }
}
