/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

/** Counts in as few bytes as they need. */
final class Varint {
    static final int LONGEST = 5;
    static final int SHIFT = 7;
    static final int BITS = (1 << SHIFT) - 1;

    private Varint() {
    }

    static int length(final int value) {
        return (Integer.SIZE - Integer.numberOfLeadingZeros(value | 1) + SHIFT - 1) / SHIFT;
    }

    /** Writes a count, for which there is room; returns the place behind it. */
    static int write(final byte[] target, final int offset, final int value) {
        int at = offset;
        int rest = value;
        while (rest > BITS) {
            target[at++] = (byte) (rest | 1 << SHIFT);
            rest >>>= SHIFT;
        }
        target[at++] = (byte) rest;
        return at;
    }
}
