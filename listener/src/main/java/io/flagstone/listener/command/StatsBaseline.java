/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.CacheStats;
import io.flagstone.engine.SlabClassStats;
import java.util.Arrays;
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
    final long crawls;
    final long crawled;
    private final long[] counters = new long[Counter.count()];
    private final Map<Integer, long[]> hits = new HashMap<>();
    private final Map<Integer, Long> crawledByClass = new HashMap<>();
    private final Map<Integer, SlabClassStats> classes = new HashMap<>();

    private StatsBaseline() {
        cache = null;
        written = 0;
        skipped = 0;
        sent = 0;
        crawls = 0;
        crawled = 0;
    }

    StatsBaseline(final ServerState state, final CacheStats cache) {
        this.cache = cache;
        written = state.events.written();
        skipped = state.events.skipped();
        sent = state.events.sent();
        crawls = state.crawls.starts();
        crawled = state.crawls.checked();
        for (final Counter counter : Counter.values()) {
            counters[counter.ordinal()] = state.sum(counter);
        }
        for (final SlabClassStats slab : cache.slabClasses()) {
            classes.put(slab.classId(), slab);
            final long[] queues = new long[Counters.QUEUES];
            Arrays.setAll(queues, queue -> state.getHits(slab.classId(), queue));
            hits.put(slab.classId(), queues);
            crawledByClass.put(slab.classId(), state.crawls.checked(slab.classId()));
        }
    }

    long of(final Counter counter) {
        return counters[counter.ordinal()];
    }

    long hits(final int classId, final int queue) {
        final long[] queues = hits.get(classId);
        return queues == null ? 0 : queues[queue];
    }

    long crawled(final int classId) {
        return crawledByClass.getOrDefault(classId, 0L);
    }

    /** The counters of a class then, or null if it had no page. */
    SlabClassStats of(final int classId) {
        return classes.get(classId);
    }
}
