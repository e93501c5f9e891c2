/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;

/**
 * C's {@code strtoul} and {@code strtol} with memcached's checks around them, for the rare number that is not plain
 * digits. 64 bits wide, as on every system that memcached is measured on.
 */
final class Strtoul {
    private static final long MAX_BEFORE_DIGIT = Long.divideUnsigned(-1L, 10);
    private static final int MAX_LAST_DIGIT = (int) Long.remainderUnsigned(-1L, 10);

    private Strtoul() {
    }

    /**
     * The low 32 bits of an unsigned number. What looks negative in 64 bits is refused if a minus stands anywhere in
     * the rest of the line: memcached searches the whole string for one, and so a minus may still be legal where the
     * negated number is small.
     */
    static long flags(final ByteBuffer buffer, final int from, final int newline) {
        final int first = firstDigit(buffer, from, newline);
        final int last = endOfDigits(buffer, first, newline);
        if (last == first || !endsNumber(buffer.get(last)) || !fits(buffer, first, last)) {
            return AsciiDecimal.INVALID;
        }
        final long magnitude = AsciiDecimal.unsigned64(buffer, first, last);
        final long value = isNegative(buffer, from, first) ? -magnitude : magnitude;
        if (value < 0 && hasMinus(buffer, from, newline)) {
            return AsciiDecimal.INVALID;
        }
        return value & 0xFFFF_FFFFL;
    }

    /** The low 32 bits of a signed number, sign-extended. */
    static long exptime(final ByteBuffer buffer, final int from, final int newline) {
        final int first = firstDigit(buffer, from, newline);
        final int last = endOfDigits(buffer, first, newline);
        if (last == first || !endsNumber(buffer.get(last)) || !fits(buffer, first, last)) {
            return AsciiDecimal.INVALID;
        }
        final long magnitude = AsciiDecimal.unsigned64(buffer, first, last);
        final boolean negative = isNegative(buffer, from, first);
        if (magnitude < 0 && !(negative && magnitude == Long.MIN_VALUE)) {
            return AsciiDecimal.INVALID;
        }
        return (int) (negative ? -magnitude : magnitude);
    }

    /** Whether the bytes are digits only and their value fits into 64 bits, unsigned. */
    static boolean fits(final ByteBuffer buffer, final int from, final int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            final int digit = buffer.get(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            final int order = Long.compareUnsigned(value, MAX_BEFORE_DIGIT);
            if (order > 0 || order == 0 && digit > MAX_LAST_DIGIT) {
                return false;
            }
            value = value * 10 + digit;
        }
        return true;
    }

    /** Skips white space and one sign. */
    private static int firstDigit(final ByteBuffer buffer, final int from, final int newline) {
        int index = from;
        while (index < newline && isWhiteSpace(buffer.get(index))) {
            index++;
        }
        final byte sign = buffer.get(index);
        return sign == '+' || sign == '-' ? index + 1 : index;
    }

    private static int endOfDigits(final ByteBuffer buffer, final int from, final int newline) {
        int index = from;
        while (index < newline && buffer.get(index) >= '0' && buffer.get(index) <= '9') {
            index++;
        }
        return index;
    }

    private static boolean isNegative(final ByteBuffer buffer, final int from, final int firstDigit) {
        return firstDigit > from && buffer.get(firstDigit - 1) == '-';
    }

    private static boolean hasMinus(final ByteBuffer buffer, final int from, final int newline) {
        for (int i = from; i < newline; i++) {
            if (buffer.get(i) == '-') {
                return true;
            }
        }
        return false;
    }

    private static boolean endsNumber(final byte b) {
        return isWhiteSpace(b) || b == 0;
    }

    private static boolean isWhiteSpace(final byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }
}
