/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.Arrays;

/** The key of an entry as the store knows it. */
final class StoreKey implements Comparable<StoreKey> {
    private final byte[] bytes;
    private final int hash;

    /** The bytes must not change any more. */
    StoreKey(final byte[] bytes) {
        this.bytes = bytes;
        hash = Arrays.hashCode(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(final StoreKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof StoreKey && Arrays.equals(bytes, ((StoreKey) other).bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
