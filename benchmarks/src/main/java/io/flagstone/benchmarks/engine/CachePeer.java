/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.openjdk.jmh.infra.Blackhole;

/**
 * One cache under measurement, by the bytes of keys. For benchmarks, keys are named by item or by operation, as in
 * {@link CacheContent}, so that each peer prepares the key objects that it needs. Safe for use by several threads at
 * once, each with a destination of its own for copying reads.
 */
public interface CachePeer extends AutoCloseable {
    /** What {@link #get} returns when the key is not there. */
    int NOT_FOUND = -1;

    /**
     * Stores an item, in place of what lies there under the same key.
     *
     * @param key   of it; the caller does not change it afterwards
     * @param value to store; the caller does not change it afterwards
     * @return true if it is stored
     */
    boolean put(byte[] key, byte[] value);

    /**
     * Reads an item.
     *
     * @param key of it
     * @return its value, which the caller does not change; null if it is not there
     */
    byte[] read(byte[] key);

    /**
     * Takes an item out.
     *
     * @param key of it
     */
    void remove(byte[] key);

    /**
     * Stores an item for the first time.
     *
     * @param item  whose stored key is used
     * @param value to store
     * @return true if it is stored
     */
    boolean fill(int item, byte[] value);

    /**
     * Reads by the lookup key of an operation.
     *
     * @param operation   whose key is used
     * @param destination of a copying read, owned by the calling thread
     * @param blackhole   that consumes what the read gives
     * @return length of the value in bytes, or {@link #NOT_FOUND}
     */
    int get(int operation, byte[] destination, Blackhole blackhole);

    /**
     * Stores by the lookup key of an operation.
     *
     * @param operation whose key is used
     * @param value     to store; the caller does not change it afterwards
     * @return true if it is stored
     */
    boolean set(int operation, byte[] value);

    /**
     * Counts the items.
     *
     * @return number of items that are in the cache
     */
    long size();

    @Override
    void close();
}
