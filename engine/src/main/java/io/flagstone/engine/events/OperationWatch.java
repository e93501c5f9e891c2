/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

/**
 * Looks on while a thread carries out an operation, and makes an event of one that took long or evicted many. Each
 * thread has one, so that what it does on the way need not be told for whom.
 */
public final class OperationWatch {
    private static final ThreadLocal<OperationWatch> OF_THREAD = ThreadLocal.withInitial(OperationWatch::new);

    private final SlowOperationEvent slow = new SlowOperationEvent();
    private int evicted;
    private int pages;

    private OperationWatch() {
    }

    /**
     * Begins an operation of this thread.
     *
     * @return its watch, to be told of the end; null if nobody records what it could tell.
     */
    public static OperationWatch begin() {
        if (!SlowOperationEvent.ANY.isEnabled() && !EvictionBurstEvent.ANY.isEnabled()) {
            return null;
        }
        final OperationWatch watch = OF_THREAD.get();
        watch.evicted = 0;
        watch.pages = 0;
        watch.slow.begin();
        return watch;
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
        slow.end();
        if (slow.shouldCommit()) {
            slow.cache = cache;
            slow.operation = operation;
            slow.valueBytes = value;
            slow.evictedItems = evicted;
            slow.movedPages = pages;
            slow.commit();
        }
        if (evicted >= EvictionBurstEvent.LEAST) {
            final EvictionBurstEvent burst = new EvictionBurstEvent();
            burst.cache = cache;
            burst.operation = operation;
            burst.valueBytes = value;
            burst.evictedItems = evicted;
            burst.movedPages = pages;
            burst.commit();
        }
    }
}
