/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What clients had the crawler do: walks over items, and how many were looked at. For any thread. */
final class CrawlerCounters {
    private static final int CLASSES = 256;

    private final LongAdder starts = new LongAdder();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLongArray checked = new AtomicLongArray(CLASSES);

    /** A walk begins. */
    void begin() {
        starts.increment();
        running.incrementAndGet();
    }

    /** It has looked at an item of a class. */
    void looksAt(final int classId) {
        checked.incrementAndGet(classId);
    }

    /** It ends, or is given up. */
    void end() {
        running.decrementAndGet();
    }

    boolean isRunning() {
        return running.get() > 0;
    }

    long starts() {
        return starts.sum();
    }

    long checked(final int classId) {
        return checked.get(classId);
    }

    long checked() {
        long sum = 0;
        for (int id = 0; id < CLASSES; id++) {
            sum += checked.get(id);
        }
        return sum;
    }
}
