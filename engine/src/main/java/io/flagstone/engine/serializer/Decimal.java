/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

/** Numbers as people and counters on the wire write them. */
final class Decimal {
    /** Digits and sign of the smallest number. */
    static final int LONGEST = 20;

    private static final int BASE = 10;

    private Decimal() {
    }

    /** Writes a number, for which there is room; returns the place behind it. */
    static int write(final byte[] target, final int offset, final long value) {
        int digits = 1;
        for (long rest = value / BASE; rest != 0; rest /= BASE) {
            digits++;
        }
        int from = offset;
        if (value < 0) {
            target[from++] = '-';
        }
        final int end = from + digits;
        long rest = value;
        for (int at = end - 1; at >= from; at--) {
            // Of a negative number the remainder is negative, and the smallest has no positive counterpart.
            target[at] = (byte) ('0' + Math.abs(rest % BASE));
            rest /= BASE;
        }
        return end;
    }

    /** Reads a number that takes all the bytes, but for blanks behind it. */
    static long read(final byte[] source, final int offset, final int limit) {
        int end = limit;
        while (end > offset && source[end - 1] == ' ') {
            end--;
        }
        final boolean negative = offset < end && source[offset] == '-';
        final int from = negative ? offset + 1 : offset;
        if (from == end) {
            throw new MalformedValueException("a number must have digits: bytes=" + (limit - offset));
        }
        // Counted downwards, since there is one number more below zero.
        long value = 0;
        for (int i = from; i < end; i++) {
            final int digit = source[i] - '0';
            if (digit < 0 || digit >= BASE) {
                throw new MalformedValueException("a number must be decimal digits: byte=" + source[i] + " at="
                    + (i - offset));
            }
            if (value < Long.MIN_VALUE / BASE || value * BASE < Long.MIN_VALUE + digit) {
                throw tooLarge(limit - offset);
            }
            value = value * BASE - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw tooLarge(limit - offset);
        }
        return negative ? value : -value;
    }

    private static MalformedValueException tooLarge(final int bytes) {
        return new MalformedValueException("a number must fit into 64 bits with a sign: digits=" + bytes);
    }
}
