/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.trace.Trace;

/** Sends the requests of a workload to a cache: a get and, on a miss, a set, unless the trace says otherwise. */
final class Replay {
    private static final int REQUESTS_PER_REPORT = 1 << 12;

    private final Workload workload;
    private final Progress progress;

    Replay(final Workload workload, final Progress progress) {
        this.workload = workload;
        this.progress = progress;
    }

    HitCounts run(final ReplayedCache cache) {
        final HitCounts counts = new HitCounts();
        for (long request = 0; request < workload.requests(); request++) {
            step(cache, request, counts);
            if (request % REQUESTS_PER_REPORT == 0) {
                progress.at(request, workload.requests());
            }
        }
        return counts;
    }

    /** Sends one request, and counts it if it is a get. */
    void step(final ReplayedCache cache, final long request, final HitCounts counts) {
        cache.advance(workload.tick(request));
        final int key = workload.key(request);
        final int length = workload.valueLength(request);
        switch (workload.operation(request)) {
            case Trace.SET -> cache.set(key, length, workload.timeToLive(request));
            case Trace.DELETE -> cache.delete(key);
            default -> {
                final boolean hit = cache.get(key);
                counts.count(hit, workload.keyLength() + (long) length);
                if (!hit) {
                    cache.set(key, length, workload.timeToLive(request));
                }
            }
        }
    }
}
