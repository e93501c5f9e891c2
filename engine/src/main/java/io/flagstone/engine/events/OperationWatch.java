/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

/**
 * Looks on while a thread carries out an operation, and makes an event of one that took long or evicted many. Each
 * thread has one, so that what it does on the way need not be told for whom.
 *
 * <p>It looks at the clock where an operation may take long: from when room has to be made, for large values, and for
 * one of the others in 61. Two looks take some 80 ns.
 */
public final class OperationWatch {
    private static final int ONE_IN = 61;
    private static final long LARGE = 64 << 10;
    private static final ThreadLocal<OperationWatch> OF_THREAD = ThreadLocal.withInitial(OperationWatch::new);

    private final SlowOperationEvent slow = new SlowOperationEvent();
    private int evicted;
    private int pages;
    private int untilNext = ONE_IN;
    private boolean timed;

    private OperationWatch() {
    }

    /**
     * Begins an operation of this thread.
     *
     * @param value bytes that it brings.
     * @return its watch, to be told of the end; null if nobody records what it could tell.
     */
    public static OperationWatch begin(final long value) {
        if (!SlowOperationEvent.ANY.isEnabled() && !EvictionBurstEvent.ANY.isEnabled()) {
            return null;
        }
        final OperationWatch watch = OF_THREAD.get();
        watch.evicted = 0;
        watch.pages = 0;
        watch.timed = false;
        if (--watch.untilNext == 0) {
            watch.untilNext = ONE_IN;
            watch.time();
        } else if (value >= LARGE) {
            watch.time();
        }
        return watch;
    }

    private void time() {
        timed = true;
        slow.begin();
    }

    /** Says that what this thread is about to do may take long. */
    public static void slowly() {
        if (SlowOperationEvent.ANY.isEnabled()) {
            final OperationWatch watch = OF_THREAD.get();
            if (!watch.timed) {
                watch.time();
            }
        }
    }

    /** Counts an item that this thread evicted. */
    public static void evicted() {
        if (SlowOperationEvent.ANY.isEnabled() || EvictionBurstEvent.ANY.isEnabled()) {
            OF_THREAD.get().evicted++;
        }
    }

    /** Counts a page that this thread emptied. */
    public static void pageMoved() {
        if (SlowOperationEvent.ANY.isEnabled() || EvictionBurstEvent.ANY.isEnabled()) {
            OF_THREAD.get().pages++;
        }
    }

    /**
     * Ends the operation.
     *
     * @param cache     its name.
     * @param operation what it was.
     * @param value     bytes that it brought.
     */
    public void end(final String cache, final String operation, final long value) {
        if (timed) {
            endTimed(cache, operation, value);
        }
        if (evicted >= EvictionBurstEvent.LEAST) {
            new EvictionBurstEvent().tell(cache, operation, value, evicted, pages);
        }
    }

    private void endTimed(final String cache, final String operation, final long value) {
        slow.end();
        if (slow.shouldCommit()) {
            slow.tell(cache, operation, value, evicted, pages);
        }
    }
}
