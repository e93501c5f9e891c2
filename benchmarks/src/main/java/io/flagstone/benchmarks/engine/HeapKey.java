/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.util.Arrays;

/** A key for caches on the heap: bytes with equality, and a hash that is computed once, when it is made. */
public final class HeapKey {
    private final byte[] bytes;
    private final int hash;

    /**
     * Makes a key.
     *
     * @param bytes that nobody changes afterwards
     */
    public HeapKey(final byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    static HeapKey[] of(final byte[][] keys) {
        final HeapKey[] heapKeys = new HeapKey[keys.length];
        for (int i = 0; i < keys.length; i++) {
            heapKeys[i] = new HeapKey(keys[i]);
        }
        return heapKeys;
    }

    /**
     * Gives the bytes.
     *
     * @return them, not a copy
     */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(final Object other) {
        return this == other || other instanceof HeapKey key && hash == key.hash && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
