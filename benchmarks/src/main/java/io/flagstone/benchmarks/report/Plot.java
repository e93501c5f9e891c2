/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import static java.util.Map.entry;

import io.flagstone.benchmarks.result.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A picture of figures of one name: who is in it, and what its axes say.
 *
 * @param id     the name of its file
 * @param title  above it
 * @param bars   whether it is bars, one for each series, and not lines along x
 * @param xLabel below the axis
 * @param xKind  how x goes
 * @param yLabel of the values, with their unit
 * @param logY   whether values may go by their logarithm, which they do if they range wide
 * @param lines  what is drawn,
 */
record Plot(String id, String title, boolean bars, String xLabel, Scale.Kind xKind, String yLabel, boolean logY,
    List<Line> lines) {
    /** What is drawn of one series, in which of the colours. */
    record Line(String label, int colour, List<Figure> points) {
    }

    /** Who has the same colour in every plot; the others have that of their place. */
    private static final Map<String, Integer> COLOURS = Map.ofEntries(entry("Flagstone", 0), entry("OHC", 1),
        entry("memcached", 1), entry("Caffeine", 2), entry("ConcurrentHashMap", 3), entry("LRU", 3),
        entry("Ehcache", 4), entry("Chronicle Map", 5), entry("MapDB", 6), entry("Flagstone, 4 KiB pages", 7),
        entry("nothing at all", 7), entry("OHC, zero-copy read", 7), entry("Caffeine, by reference", 2),
        entry("ConcurrentHashMap, by reference", 3));

    /** Values that range wider than this are not seen beside each other but by their logarithm. */
    private static final double WIDE = 30;

    /** What a plot is to show; see {@code plots.csv}. */
    record Wanted(String id, String section, String name, String title, boolean bars, String xLabel, Scale.Kind xKind,
        String yLabel, boolean logY, Map<String, String> labels) {
        /** The plot, or null if there is too little of what it is to show. */
        Plot of(final List<Figure> figures) {
            final Map<String, List<Figure>> bySeries = new LinkedHashMap<>();
            labels.keySet().forEach(series -> bySeries.put(series, new ArrayList<>()));
            for (final Figure figure : figures) {
                if (figure.section().equals(section) && figure.name().equals(name) && isWanted(figure)) {
                    bySeries.computeIfAbsent(seriesOf(figure), series -> new ArrayList<>()).add(figure);
                }
            }
            final List<Line> lines = new ArrayList<>();
            bySeries.forEach((series, points) -> {
                if (!points.isEmpty()) {
                    points.sort(Comparator.comparingDouble(Figure::x));
                    final String label = labels.getOrDefault(series, series);
                    lines.add(new Line(label, COLOURS.getOrDefault(label, lines.size()), points));
                }
            });
            final boolean enough = bars ? !lines.isEmpty() : lines.stream().anyMatch(line -> line.points.size() > 1);
            return enough ? new Plot(id, title, bars, xLabel, xKind, yLabel, logY, lines) : null;
        }

        private boolean isWanted(final Figure figure) {
            return labels.isEmpty() ? !Figure.RATIO.equals(figure.unit()) : labels.containsKey(seriesOf(figure));
        }

        /** Memcached's series has its version in it, which is another one elsewhere. */
        private String seriesOf(final Figure figure) {
            return labels.containsKey(figure.series()) ? figure.series() : figure.series().replaceAll(" [\\d.]+$", "");
        }
    }

    Scale xScale() {
        return Scale.around(xKind, figures().mapToDouble(Figure::x).min().orElse(0),
            figures().mapToDouble(Figure::x).max().orElse(1));
    }

    Scale yScale() {
        final double least = figures().mapToDouble(Figure::low).min().orElse(0);
        final double most = figures().mapToDouble(Figure::high).max().orElse(1);
        if (logY && least > 0 && most / least > WIDE) {
            return Scale.around(Scale.Kind.LOG, least * 0.8, most * 1.25);
        }
        return Scale.around(Scale.Kind.LINEAR, least, most);
    }

    private Stream<Figure> figures() {
        return lines.stream().flatMap(line -> line.points.stream());
    }
}
