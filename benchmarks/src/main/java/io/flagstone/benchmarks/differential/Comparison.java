/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Compares what both servers answered, and counts what is known to differ. */
final class Comparison {
    private final Dialect dialect;
    private final Map<KnownDifference, Long> seen = new EnumMap<>(KnownDifference.class);

    Comparison(final Dialect dialect) {
        this.dialect = dialect;
    }

    Map<KnownDifference, Long> seen() {
        return seen;
    }

    /** The index of the first step with a difference that has no reason, as silence never has; -1 if there is none. */
    int firstDifference(final Playback flagstone, final Playback memcached) {
        final int steps = Math.min(flagstone.replies().size(), memcached.replies().size());
        if (flagstone.isSilent() || memcached.isSilent()) {
            return Math.max(0, steps - 1);
        }
        for (int i = 0; i < steps; i++) {
            if (!isSame(flagstone.replies().get(i), memcached.replies().get(i), i == steps - 1)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isSame(final List<String> flagstone, final List<String> memcached, final boolean isLast) {
        int at = 0;
        for (final String line : flagstone) {
            final boolean isThere = at < memcached.size();
            if (isThere && line.equals(memcached.get(at))) {
                at++;
                continue;
            }
            final KnownDifference reason =
                isThere ? dialect.judge(memcached.get(at), line) : endsEarly(flagstone, isLast);
            if (reason == null) {
                return false;
            }
            count(reason);
            at += reason == KnownDifference.EMPTY_LINE ? 0 : 1;
        }
        return at >= memcached.size();
    }

    private KnownDifference endsEarly(final List<String> flagstone, final boolean isLast) {
        final String marker = dialect.describe(dialect.markerReply(), new Uniques()).get(0);
        final boolean isUnfinished = isLast && !flagstone.get(flagstone.size() - 1).equals(marker);
        return isUnfinished ? KnownDifference.UNFINISHED_BLOCK : null;
    }

    void count(final KnownDifference reason) {
        seen.merge(reason, 1L, Long::sum);
    }
}
