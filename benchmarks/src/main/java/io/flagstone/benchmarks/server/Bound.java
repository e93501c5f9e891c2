/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.util.Locale;

/**
 * What a figure has to be.
 *
 * @param least    whether it must be at least the limit; else at most
 * @param limit    of the ratio to memcached, or of Flagstone's own figure
 * @param ofRatio  which of the two
 */
record Bound(boolean least, double limit, boolean ofRatio) {
    /** Whatever comes. */
    static Bound none() {
        return new Bound(true, Double.NEGATIVE_INFINITY, false);
    }

    boolean isNone() {
        return limit == Double.NEGATIVE_INFINITY;
    }

    /** A ratio to memcached that may not be exceeded. */
    static Bound ratioAtMost(final double limit) {
        return new Bound(false, limit, true);
    }

    /** A ratio to memcached that must be reached. */
    static Bound ratioAtLeast(final double limit) {
        return new Bound(true, limit, true);
    }

    /** A figure that Flagstone may not exceed, whatever memcached's is. */
    static Bound atMost(final double limit) {
        return new Bound(false, limit, false);
    }

    boolean holds(final double value) {
        return least ? value >= limit : value <= limit;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s%s %s", ofRatio ? "ratio " : "", least ? ">=" : "<=",
            Double.toString(limit).replaceAll("\\.0$", ""));
    }
}
