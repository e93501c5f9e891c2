/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

/**
 * What a cache is filled with and asked for.
 *
 * @param stored      keys under which the cache is filled, by item
 * @param lookup      keys of the measured operations, by operation
 * @param storedIndex items whose very key objects are to ask, by operation; null if those of {@code lookup} do
 * @param prepared    whether a peer that asks with objects may make those of the operations beforehand
 * @param valueLength length of every value, in bytes
 * @param hugePages   whether a peer off the heap is to ask for huge pages
 */
record CacheContent(byte[][] stored, byte[][] lookup, int[] storedIndex, boolean prepared, int valueLength,
    boolean hugePages) {
    /** Enough for any cache: nothing may be evicted. Twice the payload and 128 bytes for each item. */
    long generousMemory() {
        return (64L << 20) + stored.length * 2L * (stored[0].length + valueLength + 128L);
    }

    int items() {
        return stored.length;
    }
}
