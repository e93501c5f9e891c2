/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;

/**
 * Decimal numbers in a buffer, read as strictly or as leniently as memcached reads each of them, and printed.
 *
 * <p>The strict readers take a word: digits only, at most {@value #MAX_LENGTH_32} or {@value #MAX_LENGTH_64} of them,
 * and in front of a signed number one {@code -}. A lone {@code -} is 0. The lenient readers are C's {@code strtoul}
 * and {@code strtol}: white space and {@code +} may stand in front, and the number ends at white space or NUL.
 */
public final class AsciiDecimal {
    /** What a reader answers to bytes that are not such a number. */
    public static final long INVALID = Long.MIN_VALUE;

    /** The most bytes of a strict 32-bit number, leading zeros and sign included. */
    public static final int MAX_LENGTH_32 = 11;

    /** The most bytes of a strict 64-bit number, leading zeros included. */
    public static final int MAX_LENGTH_64 = 22;

    /** The most digits that {@link #put} prints. */
    public static final int MAX_DIGITS = 20;

    private static final long MAX_UNSIGNED_32 = 0xFFFF_FFFFL;
    private static final byte[] PAIRS = pairs();

    private AsciiDecimal() {
    }

    /**
     * Reads a strict signed 32-bit number.
     *
     * @param buffer the bytes
     * @param from   index of the first byte
     * @param to     index behind the last byte, above {@code from}
     * @return the number, or {@link #INVALID}
     */
    public static long int32(final ByteBuffer buffer, final int from, final int to) {
        if (to - from > MAX_LENGTH_32) {
            return INVALID;
        }
        final boolean negative = buffer.get(from) == '-';
        final long magnitude = digits(buffer, negative ? from + 1 : from, to);
        if (magnitude == INVALID) {
            return INVALID;
        }
        final long value = negative ? -magnitude : magnitude;
        return value == (int) value ? value : INVALID;
    }

    /**
     * Reads a strict unsigned 32-bit number.
     *
     * @param buffer the bytes
     * @param from   index of the first byte
     * @param to     index behind the last byte, above {@code from}
     * @return the number, 0 to 2<sup>32</sup>-1, or {@link #INVALID}
     */
    public static long unsigned32(final ByteBuffer buffer, final int from, final int to) {
        if (to - from > MAX_LENGTH_32) {
            return INVALID;
        }
        final long value = digits(buffer, from, to);
        return value <= MAX_UNSIGNED_32 ? value : INVALID;
    }

    /**
     * Whether a word is a strict unsigned 64-bit number.
     *
     * @param buffer the bytes
     * @param from   index of the first byte
     * @param to     index behind the last byte, above {@code from}
     * @return true if {@link #unsigned64} may be asked for it
     */
    public static boolean isUnsigned64(final ByteBuffer buffer, final int from, final int to) {
        return to - from <= MAX_LENGTH_64 && Strtoul.fits(buffer, from, to);
    }

    /**
     * Reads a number that {@link #isUnsigned64} accepted.
     *
     * @param buffer the bytes
     * @param from   index of the first byte
     * @param to     index behind the last byte
     * @return 64 bits, unsigned
     */
    public static long unsigned64(final ByteBuffer buffer, final int from, final int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (buffer.get(i) - '0');
        }
        return value;
    }

    /**
     * Reads the flags of a store: an unsigned 64-bit number of which the low 32 bits count. Negative ones are refused.
     *
     * @param buffer  the bytes
     * @param from    index of the first byte of the word
     * @param to      index behind the last byte of the word
     * @param newline index of the line feed that ends the line: a word of nothing but white space is skipped
     * @return 0 to 2<sup>32</sup>-1, or {@link #INVALID}
     */
    public static long lenientUnsigned32(final ByteBuffer buffer, final int from, final int to, final int newline) {
        if (to - from <= MAX_LENGTH_32) {
            final long value = digits(buffer, from, to);
            if (value != INVALID) {
                return value & MAX_UNSIGNED_32;
            }
        }
        return Strtoul.flags(buffer, from, newline);
    }

    /**
     * Reads the expiry of a store: a signed 64-bit number of which the low 32 bits count.
     *
     * @param buffer  the bytes
     * @param from    index of the first byte of the word
     * @param to      index behind the last byte of the word
     * @param newline index of the line feed that ends the line: a word of nothing but white space is skipped
     * @return a value of int, or {@link #INVALID}
     */
    public static long lenientInt32(final ByteBuffer buffer, final int from, final int to, final int newline) {
        if (to - from <= MAX_LENGTH_32) {
            final long value = digits(buffer, from, to);
            if (value != INVALID) {
                return (int) value;
            }
        }
        return Strtoul.exptime(buffer, from, newline);
    }

    /**
     * How many digits a number has.
     *
     * @param value 64 bits, unsigned
     * @return 1 to {@link #MAX_DIGITS}
     */
    public static int digits(final long value) {
        if (value < 0) {
            return Long.compareUnsigned(value, -8446744073709551616L) < 0 ? 19 : 20;
        }
        int digits = 1;
        long bound = 10;
        while (digits < 19 && value >= bound) {
            digits++;
            bound *= 10;
        }
        return digits;
    }

    /**
     * Prints a number.
     *
     * @param out   where to print; its position stays as it is
     * @param index index of the first digit
     * @param value 64 bits, unsigned
     * @return the index behind the last digit
     */
    public static int put(final ByteBuffer out, final int index, final long value) {
        if (value >= 0 && value < 10) {
            out.put(index, (byte) ('0' + value));
            return index + 1;
        }
        final int end = index + digits(value);
        int at = end;
        long rest = value;
        if (rest < 0) {
            final long quotient = Long.divideUnsigned(rest, 100);
            at = putPair(out, at, (int) (rest - quotient * 100));
            rest = quotient;
        }
        while (rest >= 100) {
            final long quotient = rest / 100;
            at = putPair(out, at, (int) (rest - quotient * 100));
            rest = quotient;
        }
        if (rest >= 10) {
            putPair(out, at, (int) rest);
        } else {
            out.put(at - 1, (byte) ('0' + rest));
        }
        return end;
    }

    /** The value of at most 18 digits, none included, or INVALID. */
    private static long digits(final ByteBuffer buffer, final int from, final int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            final int digit = buffer.get(i) - '0';
            if (digit < 0 || digit > 9) {
                return INVALID;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int putPair(final ByteBuffer out, final int end, final int pair) {
        out.put(end - 1, PAIRS[2 * pair + 1]);
        out.put(end - 2, PAIRS[2 * pair]);
        return end - 2;
    }

    private static byte[] pairs() {
        final byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }
}
