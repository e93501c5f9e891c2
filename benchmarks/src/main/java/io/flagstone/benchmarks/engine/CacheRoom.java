/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

/**
 * For what a cache is built.
 *
 * @param items       that it has to hold
 * @param keyLength   of every key, in bytes
 * @param valueLength of a value in the mean, in bytes
 * @param hugePages   whether a peer off the heap is to ask for huge pages
 * @param full        whether a peer that takes its memory at once gets too little for all, so that it is full
 */
public record CacheRoom(int items, int keyLength, int valueLength, boolean hugePages, boolean full) {
    private static final long LEAST = 64L << 20;
    private static final double SPARE = 2.0;
    private static final int MORE_PER_ITEM = 128;

    /** Enough for any cache: nothing may be evicted. Twice the payload and 128 bytes for each item. */
    long generousMemory() {
        return LEAST + (long) (items * SPARE * (keyLength + valueLength + MORE_PER_ITEM));
    }

    /** The memory of a peer that takes it at once: that, or as much as keys and values alone. */
    long memoryAtOnce() {
        return full ? (long) items * (keyLength + valueLength) : generousMemory();
    }
}
