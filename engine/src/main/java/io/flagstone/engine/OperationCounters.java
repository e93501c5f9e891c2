/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;
import java.lang.ref.WeakReference;

/**
 * Counters that threads add to without a lock; a sum at rest is exact.
 *
 * <pre>
 *  cells   | owner | 6 counters |  ...  | owner | 6 counters |  | 6 counters | ...
 *            owned: written by one thread, no fence               shared: by all others, atomically
 * </pre>
 *
 * <p>A platform thread owns the cell that its id falls on, if no living thread has it: it counts with a load and a
 * store, so that the cache misses of one get overlap with those of the next. Virtual threads and late comers share.
 *
 * <p>They are also the gate of {@code close}: who has entered and not left is inside. An operation leaves by adding to
 * {@link #LEFT}, {@link #HITS} or {@link #MISSES}, once. To enter is a store and then a load, of {@code closed}, with
 * no fence between; {@link #shut} makes up for it by stopping all threads once: after that, who has not seen that the
 * gate is shut has let his entry be seen.
 */
final class OperationCounters {
    /** Operations that began. */
    public static final int ENTERED = 1;
    /** Operations that ended and were no gets. */
    public static final int LEFT = 2;
    /** Gets that found a live item. */
    public static final int HITS = 3;
    /** Gets that did not. */
    public static final int MISSES = 4;
    /** Gets that met an expired item. */
    public static final int EXPIRED = 5;
    /** Gets that met a flushed item. */
    public static final int FLUSHED = 6;

    private static final long FIRST = (Memory.ARRAY_BASE + Long.BYTES - 1 & -Long.BYTES) + 128;
    private static final int CELL_SHIFT = 7;
    private static final int OWNED = 128;
    private static final int SHARED = 8;
    private static final int CLAIM_INTERVAL = 1024;
    /** In the place of a cell, which is positive if it is owned and negative if it is shared. */
    private static final long OUTSIDE = 0;

    private final byte[] cells = new byte[(2 + OWNED + SHARED) << CELL_SHIFT];
    @SuppressWarnings({"unchecked", "rawtypes"})
    private final WeakReference<Thread>[] owners = new WeakReference[OWNED];
    private final String cacheName;
    private volatile boolean closed;

    /** Makes counters that all stand at 0, of a cache with this name. */
    OperationCounters(final String cacheName) {
        this.cacheName = cacheName;
    }

    /** Counts an operation in and tells its cell, for {@link #add(long, int)}; throws if the cache is closed. */
    long enter() {
        final long cell = cellInside();
        if (cell == OUTSIDE) {
            throw closed();
        }
        return cell;
    }

    /** Counts an operation in; false, and not counted, if the cache is closed. */
    boolean tryEnter() {
        return cellInside() != OUTSIDE;
    }

    private long cellInside() {
        final long cell = cell();
        add(cell, ENTERED);
        if (closed) {
            add(cell, LEFT);
            return OUTSIDE;
        }
        return cell;
    }

    /** Throws if the cache is closed; it may be closed the moment after, so this guards no memory. */
    void checkOpen() {
        if (closed) {
            throw closed();
        }
    }

    private IllegalStateException closed() {
        return new IllegalStateException("the cache is closed: name=" + cacheName);
    }

    /** Adds one. */
    void add(final int counter) {
        add(cell(), counter);
    }

    private long cell() {
        final long id = Memory.threadId(Thread.currentThread());
        final long cell = FIRST + ((id & OWNED - 1) << CELL_SHIFT);
        return Memory.getLong(cells, cell) == id ? cell : -sharedCell(id);
    }

    private static long sharedCell(final long id) {
        return FIRST + (OWNED + (id & SHARED - 1) << CELL_SHIFT);
    }

    /** Adds one to a counter in a cell as {@link #enter} told it. */
    void add(final long cell, final int counter) {
        if (cell > 0) {
            final long at = cell + counter * Long.BYTES;
            Memory.putLongRelease(cells, at, Memory.getLong(cells, at) + 1);
        } else {
            addShared(-cell, counter);
        }
    }

    private void addShared(final long cell, final int counter) {
        final long before = Memory.getAndAddLong(cells, cell + counter * Long.BYTES, 1);
        if (counter != ENTERED && (before & CLAIM_INTERVAL - 1) == 0) {
            claim(Thread.currentThread());
        }
    }

    /** Makes the thread the owner of its cell if that is free; it counts there from the next time on. */
    private synchronized void claim(final Thread thread) {
        final long id = Memory.threadId(thread);
        final int number = (int) id & OWNED - 1;
        final Thread owner = owners[number] == null ? null : owners[number].get();
        if ((owner == null || !owner.isAlive()) && id > 0 && !VirtualThreads.isVirtual(thread)) {
            owners[number] = new WeakReference<>(thread);
            Memory.putLongRelease(cells, FIRST + ((long) number << CELL_SHIFT), id);
        }
    }

    /** Lets nobody in any more. */
    void shut() {
        closed = true;
        final int stopped = Thread.getAllStackTraces().size();
        assert stopped > 0;
    }

    boolean isShut() {
        return closed;
    }

    /** Tells whether nobody is inside; final once {@link #shut} was called. */
    boolean isEmpty() {
        final long out = sum(LEFT) + sum(HITS) + sum(MISSES);
        return sum(ENTERED) == out;
    }

    /** Saves the counters of gets, or adds saved ones to counters that stand at 0. */
    void pass(final StateStream stream) {
        final long cell = sharedCell(0);
        long ended = 0;
        for (int counter = HITS; counter <= FLUSHED; counter++) {
            final long sum = stream.next(sum(counter));
            if (stream.isLoading()) {
                Memory.putLongRelease(cells, cell + counter * Long.BYTES, sum);
                ended += counter <= MISSES ? sum : 0;
            }
        }
        if (stream.isLoading()) {
            Memory.putLongRelease(cells, cell + ENTERED * Long.BYTES, ended);
        }
    }

    /**
     * Adds up a counter.
     *
     * @param counter which.
     * @return the sum.
     */
    public long sum(final int counter) {
        long sum = 0;
        for (long i = 0; i < OWNED + SHARED; i++) {
            sum += Memory.getLongAcquire(cells, FIRST + (i << CELL_SHIFT) + counter * Long.BYTES);
        }
        return sum;
    }
}
