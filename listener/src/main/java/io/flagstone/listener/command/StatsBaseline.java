/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.CacheStats;
import io.flagstone.engine.SlabClassStats;
import java.util.HashMap;
import java.util.Map;

/** Where the counters stood at the last {@code stats reset}. */
final class StatsBaseline {
    static final StatsBaseline ZERO = new StatsBaseline();

    final CacheStats cache;
    /** Of the events that were watched. */
    final long written;
    final long skipped;
    final long sent;
    private final long[] counters = new long[Counter.count()];
    private final long[] hits = new long[Byte.MAX_VALUE * 2 + 2];
    private final Map<Integer, SlabClassStats> classes = new HashMap<>();

    private StatsBaseline() {
        cache = null;
        written = 0;
        skipped = 0;
        sent = 0;
    }

    StatsBaseline(final ServerState state, final CacheStats cache) {
        this.cache = cache;
        written = state.events.written();
        skipped = state.events.skipped();
        sent = state.events.sent();
        for (final Counter counter : Counter.values()) {
            counters[counter.ordinal()] = state.sum(counter);
        }
        for (final SlabClassStats slab : cache.slabClasses()) {
            classes.put(slab.classId(), slab);
            hits[slab.classId()] = state.getHits(slab.classId());
        }
    }

    long of(final Counter counter) {
        return counters[counter.ordinal()];
    }

    long hits(final int classId) {
        return hits[classId];
    }

    /** The counters of a class then, or null if it had no page. */
    SlabClassStats of(final int classId) {
        return classes.get(classId);
    }
}
