/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

/**
 * One run: a cache of one size on one trace.
 *
 * @param trace        its name
 * @param size         of the cache
 * @param limit        the size in bytes
 * @param cache        which one
 * @param counts       of its gets, null if it cannot be that small or large
 * @param expiry       what expired items held of the limit, null if it was not measured
 */
record Outcome(String trace, CacheSize size, long limit, CacheKind cache, HitCounts counts,
    ExpiryShadow expiry) {
    boolean isMeasured() {
        return counts != null;
    }

    boolean isOf(final String otherTrace, final CacheSize otherSize) {
        return trace.equals(otherTrace) && size.equals(otherSize);
    }
}
