/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import java.nio.ByteBuffer;

/** A key that is written again and again in place: a number in hexadecimal digits, behind as many zeros as it takes. */
public final class NumberedKey {
    /** The shortest key: room for every int. */
    public static final int SHORTEST = 8;
    /** The longest key that a cache takes. */
    public static final int LONGEST = 250;

    private final byte[] bytes;
    private final ByteBuffer buffer;

    /**
     * Makes a key of number 0.
     *
     * @param length in bytes, {@value #SHORTEST} to {@value #LONGEST}
     */
    public NumberedKey(final int length) {
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException("key-length must be " + SHORTEST + " to " + LONGEST + ": key-length="
                + length);
        }
        bytes = new byte[length];
        buffer = ByteBuffer.wrap(bytes);
    }

    /**
     * Writes a number.
     *
     * @param number taken as an unsigned one
     * @return the key's bytes, which the next call overwrites
     */
    public byte[] write(final int number) {
        int rest = number;
        for (int i = bytes.length - 1; i >= 0; i--) {
            final int digit = rest & 15;
            bytes[i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
            rest >>>= 4;
        }
        return bytes;
    }

    /**
     * Gives the bytes as a buffer.
     *
     * @return the same buffer each time, from 0 to the key's length
     */
    public ByteBuffer buffer() {
        return buffer;
    }
}
