/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the workers of a server record. For any thread. */
public final class ServerMetrics {
    private final List<WorkerMetrics> workers = new CopyOnWriteArrayList<>();
    private final boolean withKeys;

    /**
     * Makes one without workers.
     *
     * @param withKeys whether keys may be shown.
     */
    public ServerMetrics(final boolean withKeys) {
        this.withKeys = withKeys;
    }

    /**
     * Adds a worker.
     *
     * @return what it records into.
     */
    public WorkerMetrics newWorker() {
        final WorkerMetrics added = new WorkerMetrics(withKeys);
        workers.add(added);
        return added;
    }

    /**
     * Tells how many workers record.
     *
     * @return workers.
     */
    public int workers() {
        return workers.size();
    }

    /**
     * Tells whether keys may be shown.
     *
     * @return whether they may.
     */
    public boolean showsKeys() {
        return withKeys;
    }

    /**
     * Tells how long commands took, of all workers.
     *
     * @param command which.
     * @return those that were timed.
     */
    public Durations durations(final TimedCommand command) {
        final Durations all = new Durations();
        for (final WorkerMetrics worker : workers) {
            all.add(worker.histogram(command));
        }
        return all;
    }

    /**
     * Tells how long the turns of an event loop took: whoever sent something meanwhile had to wait for their end.
     *
     * @param worker from 0.
     * @return all of them.
     */
    public Durations turns(final int worker) {
        final Durations all = new Durations();
        all.add(workers.get(worker).turns());
        return all;
    }

    /**
     * Tells which keys were seen most often of late.
     *
     * @param most how many are of interest.
     * @return them, the most frequent first.
     */
    public List<HotKey> hotKeys(final int most) {
        final Map<String, Long> seen = new HashMap<>();
        for (final WorkerMetrics worker : workers) {
            if (worker.hotKeys() != null) {
                worker.hotKeys().addTo(seen);
            }
        }
        final List<HotKey> keys = new ArrayList<>();
        seen.forEach((key, count) -> keys.add(new HotKey(key, count)));
        keys.sort(Comparator.comparingLong(HotKey::count).reversed().thenComparing(HotKey::key));
        return List.copyOf(keys.subList(0, Math.min(most, keys.size())));
    }

    /**
     * Tells how many keys were looked at of late.
     *
     * @return about as many as {@link HotKey#count()} are a part of.
     */
    public long keysSeen() {
        long seen = 0;
        for (final WorkerMetrics worker : workers) {
            seen += worker.hotKeys() == null ? 0 : worker.hotKeys().seen();
        }
        return seen;
    }

    /** Makes everything that was seen of keys count for half; to be called at a steady pace. */
    public void forgetHalf() {
        for (final WorkerMetrics worker : workers) {
            if (worker.hotKeys() != null) {
                worker.hotKeys().forgetHalf();
            }
        }
    }
}
