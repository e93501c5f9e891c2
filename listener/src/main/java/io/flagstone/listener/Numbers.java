/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

/**
 * Numbers as people write them on a command line: digits, sizes with a suffix, factors with a decimal point.
 *
 * <p>Stricter than the C library behind memcached, which reads {@code 12abc} as 12: what is not wholly a number is
 * {@link #MALFORMED}.
 */
final class Numbers {

    /** The text is not a number of the asked form, or is out of range. */
    static final long MALFORMED = Long.MIN_VALUE;

    private Numbers() {
    }

    /**
     * Reads an unsigned decimal number.
     *
     * @param text to be read.
     * @return the number, or {@link #MALFORMED}.
     */
    static long parseDigits(final String text) {
        final int length = text.length();
        long value = 0;
        for (int i = 0; i < length; i++) {
            final int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return MALFORMED;
            }
            value = value * 10 + digit;
        }
        return length == 0 ? MALFORMED : value;
    }

    /**
     * Reads a decimal number with an optional minus sign that fits an {@code int}.
     *
     * @param text to be read.
     * @return the number, or {@link #MALFORMED}.
     */
    static long parseInt(final String text) {
        final boolean negative = text.startsWith("-");
        final long magnitude = parseDigits(negative ? text.substring(1) : text);
        if (magnitude == MALFORMED || magnitude > Integer.MAX_VALUE) {
            return MALFORMED;
        }
        return negative ? -magnitude : magnitude;
    }

    /**
     * Reads a size: digits and an optional suffix {@code k m g t} of either case, in powers of 1024.
     *
     * @param text to be read.
     * @param unit bytes meant by a number without a suffix.
     * @return the size in bytes, or {@link #MALFORMED}.
     */
    static long parseSize(final String text, final long unit) {
        final int last = text.length() - 1;
        final int shift = last < 0 ? 0 : suffixShift(text.charAt(last));
        final long number = parseDigits(shift == 0 ? text : text.substring(0, last));
        final long scale = shift == 0 ? unit : 1L << shift;
        return number == MALFORMED || number > Long.MAX_VALUE / scale ? MALFORMED : number * scale;
    }

    /**
     * Reads a factor: digits with an optional decimal point.
     *
     * @param text to be read.
     * @return the factor, or {@code NaN} if the text is not one.
     */
    static double parseFactor(final String text) {
        boolean hasDigit = false;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (c >= '0' && c <= '9') {
                hasDigit = true;
            } else {
                return Double.NaN;
            }
        }
        return hasDigit && points <= 1 ? Double.parseDouble(text) : Double.NaN;
    }

    private static int suffixShift(final char suffix) {
        return switch (suffix) {
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            case 't', 'T' -> 40;
            default -> 0;
        };
    }
}
