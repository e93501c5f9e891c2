/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.embedded;

/** A cache in this JVM, as a service holds it: keys and values are bytes. Safe for any number of threads. */
public interface EmbeddedCache extends AutoCloseable {
    /** What {@link #get} returns when the key is not there. */
    int NOT_FOUND = -1;

    /**
     * Stores a value. The arrays stay the caller's, who may write to them afterwards.
     *
     * @param key   of the item
     * @param value of the item
     * @return whether it is stored
     */
    boolean set(byte[] key, byte[] value);

    /**
     * Looks a value up: copies it, as a cache off the heap does, or gets hold of a reference, as one on the heap does.
     *
     * @param key  of the item; stays the caller's
     * @param into gets the bytes where the cache copies
     * @return length of the value, or {@link #NOT_FOUND}
     */
    int get(byte[] key, byte[] into);

    /**
     * Sets another limit.
     *
     * @param bytes of memory, or of what the cache takes for that
     */
    void resize(long bytes);

    /**
     * Counts the items.
     *
     * @return how many there are, once all threads are done
     */
    long items();

    /**
     * Tells what went on within the cache.
     *
     * @return a few words for the one who reads the figures; empty if the cache does not tell
     */
    String events();

    @Override
    void close();
}
