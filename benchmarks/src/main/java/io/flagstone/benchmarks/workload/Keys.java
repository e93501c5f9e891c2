/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Keys as they look on the wire: {@value #LENGTH} bytes, {@code "key:"} and sixteen hexadecimal digits that do not
 * count upwards, so that neither a hash nor a comparison has an easy time. Two indices never give the same key.
 */
public final class Keys {
    /** Length of every key, in bytes. */
    public static final int LENGTH = 20;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** {@code "key:"} as a little-endian number. */
    private static final int PREFIX_BITS = 0x3A79_656B;
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

    /**
     * Writes one key, as {@link #write(int, byte[], int)} does, in three stores.
     *
     * @param index of the key
     * @param into  a little-endian buffer, whose position moves behind the key
     */
    public static void write(final int index, final ByteBuffer into) {
        final long bits = scramble(index);
        into.putInt(PREFIX_BITS).putLong(digits((int) bits)).putLong(digits((int) (bits >>> 32)));
    }

    /**
     * Tells whether a key stands somewhere.
     *
     * @param index of the key
     * @param in    a little-endian buffer
     * @param at    index of the first byte, behind which there are enough
     * @return whether all of its bytes are there
     */
    public static boolean matches(final int index, final ByteBuffer in, final int at) {
        final long bits = scramble(index);
        return in.getInt(at) == PREFIX_BITS && in.getLong(at + 4) == digits((int) bits)
            && in.getLong(at + 12) == digits((int) (bits >>> 32));
    }

    /** The eight digits of some bits, the lowest first, as the bytes of a little-endian number. */
    private static long digits(final int bits) {
        long spread = bits & 0xFFFF_FFFFL;
        spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFFL;
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FFL;
        spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
        final long letters = (spread + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return spread + 0x3030_3030_3030_3030L + letters * ('a' - '9' - 1);
    }

    /** The finalizer of SplitMix64: a bijection, which is what makes the keys distinct. */
    private static long scramble(final long index) {
        long bits = (index + 1) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}
