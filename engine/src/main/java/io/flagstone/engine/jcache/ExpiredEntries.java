/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.RemovedItem;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Entries whose time is over, until all who listen have heard of them: at most 16 MiB, of which each takes 2 KiB or, if
 * that is more, as much as its value. So listeners that are slower than time miss some, and the heap does not fill up.
 */
final class ExpiredEntries {
    static final int MOST_ENTRIES = 8 << 10;
    private static final int LEAST_WEIGHT = 2 << 10;
    private static final long MOST_WEIGHT = (long) MOST_ENTRIES * LEAST_WEIGHT;

    private final Queue<Gone> queue = new ConcurrentLinkedQueue<>();
    /** Of what is in the queue, and of what was taken out of it and not told. */
    private final AtomicLong weight = new AtomicLong();
    private volatile boolean missed;

    record Gone(byte[] itemKey, int flags, byte[] value) {
    }

    private static int weight(final int length) {
        return Math.max(LEAST_WEIGHT, length);
    }

    /** Copies one, unless it is too much; called under a stripe's lock. */
    void add(final RemovedItem item) {
        final int more = weight(item.valueLength());
        if (weight.get() + more > MOST_WEIGHT && weight.get() > 0) {
            missed = true;
            return;
        }
        weight.addAndGet(more);
        queue.add(new Gone(item.key(), item.flags(), item.value()));
    }

    /** Takes the next one out, which counts until {@link #told}; null if there is none. */
    Gone poll() {
        return queue.poll();
    }

    void told(final Gone entry) {
        weight.addAndGet(-weight(entry.value.length));
    }

    /** Whether there was one too many. */
    boolean hasMissed() {
        return missed;
    }
}
