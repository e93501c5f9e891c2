/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import java.util.Locale;

/** What goes on in the cache while its operations are timed; in this order, on the same cache. */
enum Phase {
    /** It grows from empty: pages are taken, the index grows. */
    GROWING,
    /** It is full: each new item makes others leave. */
    FULL,
    /** The sizes of new values change again and again: memory moves from one size to the other. */
    SHIFTING,
    /** Its limit is lowered by half and raised again. */
    RESIZING;

    /** Which of some sizes values have in one of the slices. */
    int sizes(final int slice, final int count) {
        return this == SHIFTING ? (slice + 1) % count : 0;
    }

    /** The limit in one of the slices. */
    long limit(final int slice, final long limit) {
        return this == RESIZING && slice % 2 == 0 ? limit / 2 : limit;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
