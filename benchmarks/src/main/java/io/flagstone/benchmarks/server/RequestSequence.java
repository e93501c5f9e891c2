/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.workload.ZipfKeys;
import java.util.SplittableRandom;

/** Which request comes next, built beforehand: a key index, and whether it is a set. For one thread. */
final class RequestSequence {
    private static final int LENGTH = 1 << 20;
    private static final int SET_BIT = 1 << 31;

    private final int[] requests;
    private int position;

    RequestSequence(final LoadOptions options) {
        requests = new ZipfKeys(options.items(), options.skew(), options.seed()).sequence(LENGTH);
        final SplittableRandom random = new SplittableRandom(options.seed());
        for (int i = 0; i < LENGTH; i++) {
            if (random.nextInt(100) < options.setPercent()) {
                requests[i] |= SET_BIT;
            }
        }
    }

    /** The next request, which stays the next. */
    int peek() {
        return requests[position & (LENGTH - 1)];
    }

    /** Steps over the next request. */
    void next() {
        position++;
    }

    static boolean isSet(final int request) {
        return request < 0;
    }

    static int index(final int request) {
        return request & ~SET_BIT;
    }
}
