/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import io.flagstone.benchmarks.result.Figure;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private static final String[] UNITS = {"", " k", " M", " G", " T"};

    private Numbers() {
    }

    /** With three digits that count, and more only in front of the point. */
    static String plain(final double value) {
        final double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        final int digits = Math.min(6, Math.max(0, 2 - (int) Math.floor(Math.log10(size))));
        final String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return digits > 2 ? text.replaceAll("0+$", "") : text;
    }

    /** Short, with a letter for thousands, for the side of an axis. */
    static String brief(final double value) {
        double rest = Math.abs(value);
        int unit = 0;
        while (rest >= 999.5 && unit < UNITS.length - 1) {
            rest /= 1000;
            unit++;
        }
        final String digits = rest == Math.rint(rest) || rest >= 100 ? String.format(Locale.ROOT, "%.0f", rest)
            : String.format(Locale.ROOT, "%.3f", rest).replaceAll("0+$", "");
        return (value < 0 ? "-" : "") + digits + UNITS[unit];
    }

    /** The middle of the rounds, and in which range another run's is to be met. */
    static String spread(final Figure figure) {
        final Spread spread = Spread.of(figure);
        return spread.isPoint() ? plain(figure.value())
            : plain(spread.low()) + " to " + plain(spread.high());
    }
}
