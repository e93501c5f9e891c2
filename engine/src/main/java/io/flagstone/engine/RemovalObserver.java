/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * Is told of every item that leaves a cache.
 *
 * <p><b>It is called with the lock of the item's stripe held</b>, by whichever thread makes the item leave: a
 * client's, or the maintenance. So it may look at the item and copy what it needs, and nothing else: it
 * must not call the cache and must not wait for anything. While it runs, all writers of the stripe wait. What it throws
 * goes to the thread's uncaught exception handler and no further.
 *
 * <p>It is told of expired items when they are found, at the latest by the next pass of the maintenance. A number that
 * is incremented in its place is not told of, nor is an item that only gets another deadline.
 */
@FunctionalInterface
public interface RemovalObserver {
    /**
     * An item is about to leave.
     *
     * @param item  valid until this method returns.
     * @param cause why it leaves.
     */
    void onRemoval(RemovedItem item, RemovalCause cause);
}
