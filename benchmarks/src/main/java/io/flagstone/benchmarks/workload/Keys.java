/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import java.nio.charset.StandardCharsets;

/**
 * Keys as they look on the wire: {@value #LENGTH} bytes, {@code "key:"} and sixteen hexadecimal digits that do not
 * count upwards, so that neither a hash nor a comparison has an easy time. Two indices never give the same key.
 */
public final class Keys {
    /** Length of every key, in bytes. */
    public static final int LENGTH = 20;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PREFIX = "key:".getBytes(StandardCharsets.US_ASCII);

    private Keys() {
    }

    /**
     * Makes a run of keys, each an array of its own.
     *
     * @param first index of the first key; runs that do not overlap share no key
     * @param count number of keys
     * @return the keys of the indices {@code first} to {@code first + count - 1}
     */
    public static byte[][] range(final int first, final int count) {
        final byte[][] keys = new byte[count][];
        for (int i = 0; i < count; i++) {
            keys[i] = key(first + i);
        }
        return keys;
    }

    /**
     * Makes one key.
     *
     * @param index of the key
     * @return its bytes, a new array
     */
    public static byte[] key(final int index) {
        final byte[] key = new byte[LENGTH];
        write(index, key, 0);
        return key;
    }

    /**
     * Writes one key.
     *
     * @param index of the key
     * @param into  gets its {@value #LENGTH} bytes
     * @param at    index of the first
     */
    public static void write(final int index, final byte[] into, final int at) {
        System.arraycopy(PREFIX, 0, into, at, PREFIX.length);
        long bits = scramble(index);
        for (int i = at + PREFIX.length; i < at + LENGTH; i++) {
            into[i] = DIGITS[(int) bits & 15];
            bits >>>= 4;
        }
    }

    /** The finalizer of SplitMix64: a bijection, which is what makes the keys distinct. */
    private static long scramble(final long index) {
        long bits = (index + 1) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}
