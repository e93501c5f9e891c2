/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counters that readers add to without a lock, in cells of their own per group of threads; a sum at rest is exact.
 *
 * <p>They are also the gate of {@code close}: who has entered and not left is inside. An operation leaves by adding to
 * {@link #LEFT}, {@link #HITS} or {@link #MISSES}, once.
 */
final class OperationCounters {
    /** Operations that began. */
    public static final int ENTERED = 0;
    /** Operations that ended and were no gets. */
    public static final int LEFT = 1;
    /** Gets that found a live item. */
    public static final int HITS = 2;
    /** Gets that did not. */
    public static final int MISSES = 3;
    /** Gets that met an expired item. */
    public static final int EXPIRED = 4;
    /** Gets that met a flushed item. */
    public static final int FLUSHED = 5;

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();
    private static final int STRIDE = 16;

    private final long[] cells;
    private final int mask;
    private volatile boolean closed;

    OperationCounters(final int processors) {
        final int slots = Integer.highestOneBit(Math.max(1, processors)) * 4;
        mask = slots - 1;
        cells = new long[(slots + 1) * STRIDE];
    }

    private int cell(final int counter) {
        final long id = Thread.currentThread().getId();
        return (((int) id & mask) + 1) * STRIDE + counter;
    }

    /** Counts an operation in; throws if the cache is closed. */
    void enter() {
        if (!tryEnter()) {
            throw new IllegalStateException("the cache is closed");
        }
    }

    /** Counts an operation in; false, and not counted, if the cache is closed. */
    boolean tryEnter() {
        add(ENTERED);
        if (closed) {
            add(LEFT);
            return false;
        }
        return true;
    }

    /** Adds one. */
    void add(final int counter) {
        final long ignored = (long) CELL.getAndAdd(cells, cell(counter), 1L);
    }

    /** Lets nobody in any more. */
    void shut() {
        closed = true;
    }

    boolean isShut() {
        return closed;
    }

    /** Tells whether nobody is inside; final once {@link #shut} was called. */
    boolean isEmpty() {
        final long out = sum(LEFT) + sum(HITS) + sum(MISSES);
        return sum(ENTERED) == out;
    }

    /**
     * Adds up a counter.
     *
     * @param counter which.
     * @return the sum.
     */
    public long sum(final int counter) {
        long sum = 0;
        for (int i = STRIDE; i < cells.length; i += STRIDE) {
            sum += (long) CELL.getVolatile(cells, i + counter);
        }
        return sum;
    }
}
