/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

/** The numbers of administrative commands. */
final class AdminNumbers {
    /** The word is no number of the asked kind. */
    static final long MALFORMED = -1;
    /** The word is no signed number. */
    static final long NO_NUMBER = Long.MIN_VALUE;
    private static final int MOST_DIGITS = 10;
    private static final long MAX_UNSIGNED_32 = 0xFFFF_FFFFL;

    private AdminNumbers() {
    }

    /** Reads digits with or without a minus, up to 32 bits; {@link #NO_NUMBER} if the word is something else. */
    static long signed32(final String word) {
        final boolean negative = word.startsWith("-");
        final long magnitude = unsigned32(negative ? word.substring(1) : word);
        if (magnitude == MALFORMED || magnitude > Integer.MAX_VALUE) {
            return NO_NUMBER;
        }
        return negative ? -magnitude : magnitude;
    }

    /** Reads a number as 0.5, 2 or 1e3; NaN if the word is something else. */
    static double decimal(final String word) {
        for (int i = 0; i < word.length(); i++) {
            if ("0123456789.eE+-".indexOf(word.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(word);
        } catch (final NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Reads digits, up to 32 bits of them; {@link #MALFORMED} if the word is something else. */
    static long unsigned32(final String word) {
        if (word.isEmpty() || word.length() > MOST_DIGITS) {
            return MALFORMED;
        }
        long value = 0;
        for (int i = 0; i < word.length(); i++) {
            final int digit = word.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return MALFORMED;
            }
            value = value * 10 + digit;
        }
        return value > MAX_UNSIGNED_32 ? MALFORMED : value;
    }
}
