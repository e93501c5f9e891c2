/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.workload.ValueSizes;

/**
 * What load a server gets.
 *
 * @param connections number of connections, all driven by one thread
 * @param inFlight    requests that a connection has under way at most
 * @param refill      free places at which a connection sends again; {@code inFlight} for whole batches, 1 for one
 *                    request per reply
 * @param items       number of keys, all of them stored before the load starts
 * @param values      lengths of their values
 * @param setPercent  share of sets among the requests, 0 to 100; the others are gets
 * @param skew        exponent of the Zipf distribution of the keys
 * @param seed        of everything random
 */
record LoadOptions(int connections, int inFlight, int refill, int items, ValueSizes values, int setPercent,
    double skew, long seed) {

    LoadOptions {
        checkAtLeast(1, connections, "connections");
        checkAtLeast(1, inFlight, "inFlight");
        checkAtLeast(1, items, "items");
        if (refill < 1 || refill > inFlight) {
            throw new IllegalArgumentException("refill must be 1 to inFlight: refill=" + refill);
        }
        if (setPercent < 0 || setPercent > 100) {
            throw new IllegalArgumentException("setPercent must be 0 to 100: setPercent=" + setPercent);
        }
    }

    /**
     * Reads the load's part of a command line.
     *
     * @param arguments of which the known ones are taken
     * @param inFlight  of this load
     */
    static LoadOptions of(final Arguments arguments, final int inFlight) {
        return new LoadOptions(
            arguments.number("connections", 32),
            inFlight,
            arguments.number("refill", inFlight),
            arguments.number("items", 100_000),
            ValueSizes.named(arguments.text("values", "100")),
            arguments.number("sets", 0),
            Double.parseDouble(arguments.text("skew", "0.99")),
            arguments.number("seed", 1));
    }

    static String help() {
        return """
            the load:
              --connections N   connections (32)
              --in-flight N     requests in flight on each connection (16)
              --refill N        free places at which a connection sends again (as --in-flight: whole batches)
              --items N         keys, all stored beforehand (100000)
              --values SIZES    value lengths: N, MIN-MAX or etc (100)
              --sets PERCENT    share of sets, the others being gets (0)
              --skew S          exponent of the Zipf distribution of the keys (0.99)
              --seed N          of everything random (1)
            """;
    }

    private static void checkAtLeast(final int least, final int value, final String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ": " + name + "=" + value);
        }
    }
}
