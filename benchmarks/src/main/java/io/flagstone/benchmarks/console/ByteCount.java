/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.console;

import java.util.Locale;

/** Numbers of bytes as people write them. */
public final class ByteCount {
    private static final String UNITS = "kmgt";

    private ByteCount() {
    }

    /**
     * Reads a number of bytes.
     *
     * @param name of the setting, for the message
     * @param text such as {@code 4096}, {@code 64m} or {@code 64MiB}; k, m, g, t count in steps of 1024
     * @return bytes
     * @throws IllegalArgumentException if it is no such number
     */
    public static long parse(final String name, final String text) {
        final String lower = text.toLowerCase(Locale.ROOT);
        if (lower.matches("\\d{1,15}([kmgt](ib)?)?")) {
            final String digits = lower.replaceAll("\\D", "");
            final int unit = digits.length() == lower.length() ? 0 : UNITS.indexOf(lower.charAt(digits.length())) + 1;
            final long number = Long.parseLong(digits);
            if (number <= Long.MAX_VALUE >> 10 * unit) {
                return number << 10 * unit;
            }
        }
        throw new IllegalArgumentException(name + " must be a number of bytes such as 4096 or 64m: " + name + "="
            + text);
    }

    /**
     * Writes a number of bytes.
     *
     * @param bytes any
     * @return it with three or four digits and a unit, such as {@code 2.7 MiB}
     */
    public static String format(final double bytes) {
        double number = bytes;
        int unit = 0;
        while (Math.abs(number) >= 1000 && unit < UNITS.length()) {
            number /= 1024;
            unit++;
        }
        return unit == 0 ? String.format(Locale.ROOT, "%.0f B", number)
            : String.format(Locale.ROOT, "%.1f %siB", number, UNITS.substring(unit - 1, unit).toUpperCase(Locale.ROOT));
    }
}
