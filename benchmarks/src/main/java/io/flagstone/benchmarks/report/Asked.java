/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import io.flagstone.benchmarks.result.Figure;
import java.util.List;

/**
 * A figure that an issue asks for.
 *
 * @param issue    that asks
 * @param what     it asks for
 * @param section  of the figure that answers
 * @param name     of it
 * @param series   of it
 * @param x        of it
 * @param least    whether the value must be at least the limit; else at most
 * @param limit    of the value
 * @param unit     of it
 * @param command  that measures it
 * @param recorded what was reached once, where it takes too long or too much for most runs; empty otherwise
 * @param ideas    that were tried where it falls short, with their figures; empty if there were none
 */
record Asked(String issue, String what, String section, String name, String series, double x, boolean least,
    double limit, String unit, String command, String recorded, String ideas) {
    /** The last figure that answers, or null if there is none. */
    Figure reached(final List<Figure> figures) {
        return figures.stream().filter(each -> each.section().equals(section) && each.name().equals(name)
            && matches(each.series()) && each.x() == x).reduce((first, second) -> second).orElse(null);
    }

    /** Memcached's version is that of the machine. */
    private boolean matches(final String other) {
        return other.equals(series) || other.replaceAll("(memcached|redis) [\\d.]+", "$1").equals(series);
    }

    boolean holds(final Figure figure) {
        return least ? figure.value() >= limit : figure.value() <= limit;
    }

    /** The limit as it is printed. */
    String limitText() {
        return (least ? "≥ " : "≤ ") + Numbers.plain(limit) + ("ratio".equals(unit) ? " ×" : " " + unit);
    }
}
