/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import io.flagstone.benchmarks.result.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws a plot as SVG: each line has its name at its end, each point a whisker as long as its spread. */
final class SvgPlot {
    /** How many series have a colour of their own. */
    static final int COLOURS = 8;

    private static final int WIDTH = 480;
    private static final int HEIGHT = 310;
    private static final int TOP = 56;
    private static final int BOTTOM = 46;
    private static final int LEFT = 56;
    private static final int BAR = 26;
    private static final double LETTER = 8.4;
    private static final int LABEL_GAP = 14;
    private static final int WIDEST_LABELS = 190;

    private final Plot plot;
    private final Markup out = new Markup();
    private final int height;
    private final double left;
    private final double right;

    private SvgPlot(final Plot plot) {
        this.plot = plot;
        height = plot.bars() ? TOP - 14 + BAR * plot.lines().size() + BOTTOM : HEIGHT;
        final double labels = 22 + LETTER * plot.lines().stream().mapToInt(line -> line.label().length()).max()
            .orElse(0);
        left = plot.bars() ? Math.min(WIDEST_LABELS, labels) : LEFT;
        right = plot.bars() ? WIDTH - 62 : WIDTH - Math.min(WIDEST_LABELS, labels);
    }

    /**
     * Draws a plot.
     *
     * @param plot  to be drawn
     * @param style that it brings with it, empty if it is part of a page that has it
     * @return an element of SVG
     */
    static String draw(final Plot plot, final String style) {
        final SvgPlot svg = new SvgPlot(plot);
        svg.frame(style);
        if (plot.bars()) {
            svg.bars();
        } else {
            svg.lines();
        }
        return svg.out.close().toString();
    }

    private void frame(final String style) {
        out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + WIDTH + ' ' + height, "class",
            "plot", "role", "img");
        if (!style.isEmpty()) {
            out.open("style").raw(style).close();
        }
        out.element("title", plot.title() + ", " + plot.yLabel()).line();
        out.empty("rect", "class", "paper", "width", WIDTH, "height", height, "rx", 6);
        text("title", 14, 22, "start", plot.title());
        text("unit", 14, 40, "start", plot.yLabel());
    }

    private void text(final String style, final double x, final double y, final String anchor, final String text) {
        out.element("text", text, "class", style, "x", number(x), "y", number(y), "text-anchor", anchor).line();
    }

    private void line(final String style, final double x1, final double y1, final double x2, final double y2) {
        out.empty("line", "class", style, "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2))
            .line();
    }

    private void lines() {
        final Scale x = plot.xScale();
        final Scale y = plot.yScale();
        final double bottom = height - (double) BOTTOM;
        for (final double tick : y.ticks()) {
            final double at = bottom - y.at(tick) * (bottom - TOP);
            line("grid", left, at, right, at);
            text("tick", left - 6, at + 4, "end", Numbers.brief(tick));
        }
        double end = Double.NEGATIVE_INFINITY;
        for (final double tick : x.ticks()) {
            final double at = left + x.at(tick) * (right - left);
            line("grid", at, bottom, at, bottom + 4);
            final String label = xLabel(tick);
            // One that would run into the last one is left out.
            if (at - LETTER * label.length() / 2 > end + 4) {
                text("tick", at, bottom + 17, "middle", label);
                end = at + LETTER * label.length() / 2;
            }
        }
        line("axis", left, bottom, right, bottom);
        text("unit", (left + right) / 2, height - 10, "middle", plot.xLabel());
        final List<double[]> ends = new ArrayList<>();
        for (int i = plot.lines().size() - 1; i >= 0; i--) {
            ends.add(new double[] {i, drawLine(i, x, y, bottom)});
        }
        labels(ends, bottom);
    }

    private String xLabel(final double tick) {
        if (plot.xKind() == Scale.Kind.PERCENTILE) {
            return tick >= 100 ? "max" : Double.toString(tick).replaceAll("\\.0$", "");
        }
        return Numbers.brief(tick);
    }

    /** Draws the points of one series; says how high its end lies. */
    private double drawLine(final int index, final Scale x, final Scale y, final double bottom) {
        final StringBuilder path = new StringBuilder();
        double height = 0;
        for (final Figure figure : plot.lines().get(index).points()) {
            final double atX = left + x.at(figure.x()) * (right - left);
            final double[] atY = heights(figure, y, bottom);
            path.append(path.isEmpty() ? 'M' : 'L').append(number(atX)).append(' ').append(number(atY[0])).append(' ');
            if (atY[2] < atY[1] - 1) {
                line(style(index), atX, atY[1], atX, atY[2]);
            }
            height = atY[0];
        }
        out.empty("path", "class", style(index) + (index == 0 ? " first" : ""), "d", path.toString().trim()).line();
        for (final Figure figure : plot.lines().get(index).points()) {
            marker(index, left + x.at(figure.x()) * (right - left), heights(figure, y, bottom)[0]);
        }
        return height;
    }

    /** Where the value and the ends of its spread lie, within the plot. */
    private static double[] heights(final Figure figure, final Scale y, final double bottom) {
        final Spread spread = Spread.of(figure);
        final double[] heights = {figure.value(), spread.low(), spread.high()};
        for (int i = 0; i < heights.length; i++) {
            heights[i] = bottom - Math.max(0, Math.min(1, y.at(heights[i]))) * (bottom - TOP);
        }
        return heights;
    }

    /** Another form for each, so that it can be told from others without its colour. */
    private void marker(final int index, final double x, final double y) {
        final String form = switch (index % 4) {
            case 0 -> "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z";
            case 1 -> "m-3.5-3.5h7v7h-7z";
            case 2 -> "m0-4.5l4.5 8h-9z";
            default -> "m0-5l5 5l-5 5l-5-5z";
        };
        out.empty("path", "class", "mark " + style(index), "d", "M" + number(x) + ' ' + number(y) + form).line();
    }

    /** Names the lines at their ends, none above another. */
    private void labels(final List<double[]> ends, final double bottom) {
        ends.sort(Comparator.comparingDouble(end -> end[1]));
        final double[] at = ends.stream().mapToDouble(end -> end[1]).toArray();
        for (int i = 1; i < at.length; i++) {
            at[i] = Math.max(at[i], at[i - 1] + LABEL_GAP);
        }
        if (at.length > 0 && at[at.length - 1] > bottom) {
            at[at.length - 1] = bottom;
            for (int i = at.length - 2; i >= 0; i--) {
                at[i] = Math.min(at[i], at[i + 1] - LABEL_GAP);
            }
        }
        for (int i = 0; i < at.length; i++) {
            final int index = (int) ends.get(i)[0];
            final List<Figure> points = plot.lines().get(index).points();
            final double lineEnd = left + plot.xScale().at(points.get(points.size() - 1).x()) * (right - left);
            // A line that ends early is led to its name.
            if (lineEnd < right - 1 || Math.abs(at[i] - ends.get(i)[1]) > 2) {
                line("lead " + style(index), lineEnd + 5, ends.get(i)[1], right + 6, at[i]);
            }
            text("name " + style(index), right + 9, at[i] + 4, "start", plot.lines().get(index).label());
        }
    }

    private void bars() {
        final Scale scale = plot.yScale();
        final double bottom = height - (double) BOTTOM;
        for (final double tick : scale.ticks()) {
            final double at = left + scale.at(tick) * (right - left);
            line("grid", at, TOP - 8, at, bottom);
            text("tick", at, bottom + 17, "middle", Numbers.brief(tick));
        }
        for (int i = 0; i < plot.lines().size(); i++) {
            final Figure figure = plot.lines().get(i).points().get(0);
            final double top = TOP - 6 + BAR * (double) i;
            final double zero = left + Math.max(0, scale.kind() == Scale.Kind.LINEAR ? scale.at(0) : 0)
                * (right - left);
            final double end = left + scale.at(figure.value()) * (right - left);
            final Spread spread = Spread.of(figure);
            out.empty("rect", "class", "bar " + style(i), "x", number(Math.min(zero, end)), "y", number(top), "width",
                number(Math.abs(end - zero)), "height", BAR - 9).line();
            final double from = left + Math.max(0, scale.at(spread.low())) * (right - left);
            final double to = left + Math.min(1, scale.at(spread.high())) * (right - left);
            if (to - from > 1) {
                line("whisker", from, top + (BAR - 9) / 2.0, to, top + (BAR - 9) / 2.0);
            }
            text("name " + style(i), left - 8, top + 13, "end", plot.lines().get(i).label());
            text("value", Math.max(end, to) + 5, top + 13, "start", Numbers.plain(figure.value()));
        }
        line("axis", left, bottom, right, bottom);
        text("unit", (left + right) / 2, height - 10, "middle", plot.xLabel());
    }

    private String style(final int index) {
        return "c" + plot.lines().get(index).colour() % COLOURS;
    }

    private static String number(final double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
    }
}
