/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.openjdk.jmh.infra.Blackhole;

/**
 * One cache under measurement. Keys are named by their index in the {@link CacheContent}, so that each peer prepares
 * the key objects that it needs. Safe for use by several threads at once, as far as the destination of a copying
 * read goes by thread.
 */
interface CachePeer extends AutoCloseable {
    /** What {@link #get} returns when the key is not there. */
    int NOT_FOUND = -1;

    /**
     * Stores under the key that a fill uses: the stored key of that index.
     *
     * @param index of the key
     * @param value to store
     * @return true if it is stored
     */
    boolean fill(int index, byte[] value);

    /**
     * Reads by the lookup key of that index.
     *
     * @param index       of the key
     * @param destination of a copying read, owned by the calling thread
     * @param blackhole   that consumes what the read gives
     * @return length of the value in bytes, or {@link #NOT_FOUND}
     */
    int get(int index, byte[] destination, Blackhole blackhole);

    /**
     * Stores by the lookup key of that index.
     *
     * @param index of the key
     * @param value to store; the caller does not change it afterwards
     * @return true if it is stored
     */
    boolean set(int index, byte[] value);

    /**
     * Counts the items.
     *
     * @return number of items that are in the cache
     */
    long size();

    @Override
    void close();
}
