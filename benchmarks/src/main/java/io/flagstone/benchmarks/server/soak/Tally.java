/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What clients have been answered, under the names that {@code stats} gives it. Any thread may add. */
final class Tally {
    private final Map<Kind, AtomicLong> counts = new EnumMap<>(Kind.class);

    /** What is counted. */
    enum Kind {
        CMD_GET, GET_HITS, GET_MISSES, CMD_SET, DELETE_HITS, DELETE_MISSES, CMD_TOUCH, TOUCH_HITS, TOUCH_MISSES,
        CMD_FLUSH, TOTAL_CONNECTIONS
    }

    Tally() {
        for (final Kind kind : Kind.values()) {
            counts.put(kind, new AtomicLong());
        }
    }

    void count(final Kind kind) {
        counts.get(kind).incrementAndGet();
    }

    long get(final Kind kind) {
        return counts.get(kind).get();
    }
}
