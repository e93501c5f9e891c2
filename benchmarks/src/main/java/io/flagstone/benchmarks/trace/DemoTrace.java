/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import io.flagstone.benchmarks.workload.ZipfKeys;

/**
 * A trace to try the replay with, made as it is needed: two million requests over half a million keys by Zipf 0.9,
 * between them scans of keys that are never asked for again.
 */
public final class DemoTrace {
    private static final int REQUESTS = 2_000_000;
    private static final int ZIPF_KEYS = 300_000;
    private static final int SCAN_EVERY = 100_000;
    private static final int SCAN_LENGTH = 10_000;
    private static final double SKEW = 0.9;

    private DemoTrace() {
    }

    /**
     * Makes the trace.
     *
     * @param seed of it
     * @return the trace
     */
    public static Trace make(final long seed) {
        final ZipfKeys zipf = new ZipfKeys(ZIPF_KEYS, SKEW, seed);
        final TraceBuilder trace = new TraceBuilder();
        int scanned = ZIPF_KEYS;
        for (int i = 0; i < REQUESTS; i++) {
            final boolean scan = i % SCAN_EVERY < SCAN_LENGTH;
            trace.add(Scramble.mix(scan ? scanned++ : zipf.next()), Trace.UNKNOWN, Trace.UNKNOWN, Trace.GET,
                Trace.UNKNOWN);
        }
        return trace.build("demo");
    }
}
