/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.Arrays;

/** A serialized key among the loads that are under way. */
final class FlightKey {
    private final byte[] bytes;
    private final int hash;

    FlightKey(final byte[] bytes) {
        this.bytes = bytes;
        hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof FlightKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "FlightKey[length=" + bytes.length + ']';
    }
}
