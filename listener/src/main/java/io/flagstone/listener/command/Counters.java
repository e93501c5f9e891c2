/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.Lookup;
import io.flagstone.engine.StoreMode;
import io.flagstone.engine.StoreResult;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The counters of one thread, which alone adds to them; anybody may read them. */
public final class Counters {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int CLASSES = 256;
    /** Queues of a slab class that are told apart. */
    static final int QUEUES = 4;

    private final long[] cells = new long[Counter.count()];
    private final long[] getHitsByQueue = new long[CLASSES * QUEUES];

    /** Makes counters that are all 0. */
    public Counters() {
    }

    /**
     * Adds.
     *
     * @param counter to what.
     * @param amount  how much, perhaps less than 0.
     */
    public void add(final Counter counter, final long amount) {
        CELL.setOpaque(cells, counter.ordinal(), cells[counter.ordinal()] + amount);
    }

    /**
     * Adds 1.
     *
     * @param counter to what.
     */
    public void increment(final Counter counter) {
        add(counter, 1);
    }

    /**
     * Reads.
     *
     * @param counter which.
     * @return its value.
     */
    public long get(final Counter counter) {
        return (long) CELL.getOpaque(cells, counter.ordinal());
    }

    private void hit(final int classId, final int queue) {
        final int cell = classId * QUEUES + queue;
        CELL.setOpaque(getHitsByQueue, cell, getHitsByQueue[cell] + 1);
    }

    /** Counts a retrieval, which is a touch in the statistics if it touches. */
    void retrieved(final boolean touches, final Lookup found, final int classId, final int queue) {
        if (touches) {
            touched(found == Lookup.HIT);
        } else {
            got(found, classId, queue);
        }
    }

    /** Counts a get that found an item in a queue of a class, or none. */
    void got(final Lookup found, final int classId, final int queue) {
        increment(Counter.CMD_GET);
        increment(found == Lookup.HIT ? Counter.GET_HITS : Counter.GET_MISSES);
        switch (found) {
            case HIT -> hit(classId, queue);
            case EXPIRED -> increment(Counter.GET_EXPIRED);
            case FLUSHED -> increment(Counter.GET_FLUSHED);
            default -> { }
        }
    }

    /** Counts a touch, by itself or with a retrieval. */
    void touched(final boolean hit) {
        increment(Counter.CMD_TOUCH);
        increment(hit ? Counter.TOUCH_HITS : Counter.TOUCH_MISSES);
    }

    /** Counts a store if it was to compare. */
    void stored(final StoreMode mode, final StoreResult result) {
        if (mode == StoreMode.CAS) {
            switch (result) {
                case STORED -> increment(Counter.CAS_HITS);
                case EXISTS -> increment(Counter.CAS_BADVAL);
                case NOT_FOUND -> increment(Counter.CAS_MISSES);
                default -> { }
            }
        }
    }

    /** Gets that found an item in a queue of a class. */
    long hits(final int classId, final int queue) {
        return (long) CELL.getOpaque(getHitsByQueue, classId * QUEUES + queue);
    }
}
