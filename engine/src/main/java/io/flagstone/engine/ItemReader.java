/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * Reads an item in place, without a copy and without a lock.
 *
 * <p><b>Assumption:</b> {@link #onItem} may be called more than once for one read, when a writer changed the item
 * meanwhile; all but the last call count for nothing, even if they throw, and the bytes that they saw may be garbage,
 * of a length that was bounded. So it copies or computes into a place that the next call overwrites, and acts only
 * after {@link ByteCache#read} has returned {@link Lookup#HIT}.
 *
 * <p>One reader serves one thread at a time, any number of reads; it is made once and kept.
 */
public abstract class ItemReader {
    final ItemView view = new ItemView();

    /** Makes a reader, to be kept. */
    protected ItemReader() {
    }

    /**
     * Looks at an item; perhaps not for the last time.
     *
     * @param item valid until this method returns.
     */
    protected abstract void onItem(ItemView item);
}
