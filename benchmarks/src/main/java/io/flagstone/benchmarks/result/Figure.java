/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import static io.flagstone.benchmarks.console.Rule.require;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One thing that was measured, in some rounds. A ratio to somebody else is a figure of its own, of the unit
 * {@code ratio} and a series such as {@code flagstone/ohc}, made of pairs that were measured one after the other.
 *
 * @param section engine, server, hitratio, memory, latency, growth or start
 * @param name    what is measured, such as {@code get-throughput}
 * @param series  who was measured, such as {@code flagstone} or {@code memcached 1.6.18}
 * @param x       where on the axis: items, threads, bytes, connections, percent; 0 if there is none
 * @param unit    of the value
 * @param value   the median of the rounds
 * @param low     the least of the rounds
 * @param high    the most of the rounds
 * @param rounds  how many there were
 * @param command that measures it again
 */
public record Figure(String section, String name, String series, double x, String unit, double value, double low,
    double high, int rounds, String command) {
    /** The sections there are. */
    public static final Set<String> SECTIONS = Set.of("engine", "server", "hitratio", "memory", "latency", "growth",
        "start");

    /** The unit of a quotient of two figures. */
    public static final String RATIO = "ratio";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+){0,15}");
    private static final int MOST_ROUNDS = 1_000_000;
    private static final int LONGEST_WORD = 80;
    private static final int LONGEST_COMMAND = 2000;

    /** Refuses what is no figure. */
    public Figure {
        require(SECTIONS.contains(section), "section must be one of " + new TreeSet<>(SECTIONS) + ": section="
            + section);
        require(name.length() <= LONGEST_WORD && NAME.matcher(name).matches(),
            "name must be small letters, digits, - and ., at most " + LONGEST_WORD + ": name=" + name);
        requireText("series", series, LONGEST_WORD);
        requireText("unit", unit, LONGEST_WORD);
        requireText("command", command, LONGEST_COMMAND);
        require(Double.isFinite(x), "x must be finite: x=" + x);
        require(Double.isFinite(low) && Double.isFinite(high), "low and high must be finite: low=" + low + ", high="
            + high);
        require(low <= value && value <= high, "value must be between low and high: value=" + value + ", low=" + low
            + ", high=" + high);
        require(rounds >= 1 && rounds <= MOST_ROUNDS, "rounds must be 1 to " + MOST_ROUNDS + ": rounds=" + rounds);
    }

    private static void requireText(final String name, final String text, final int longest) {
        require(!text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl),
            name + " must be 1 to " + longest + " printable characters: " + name + "=" + text);
    }

    /**
     * Makes a figure of its rounds.
     *
     * @param section where it belongs
     * @param name    what is measured
     * @param series  who was measured
     * @param x       where on the axis
     * @param unit    of the values
     * @param rounds  one value each, at least one
     * @param command that measures it again
     * @return the figure, with the median and the range of the rounds
     * @throws IllegalArgumentException if it is none
     */
    public static Figure of(final String section, final String name, final String series, final double x,
        final String unit, final double[] rounds, final String command) {
        require(rounds.length > 0, "a figure must have rounds: name=" + name);
        final DoubleSummaryStatistics range = Arrays.stream(rounds).summaryStatistics();
        return new Figure(section, name, series, x, unit, median(rounds), range.getMin(), range.getMax(),
            rounds.length, command);
    }

    /**
     * Divides round by round.
     *
     * @param ours   of each round
     * @param theirs of the same rounds
     * @return the quotients
     * @throws IllegalArgumentException if there are not as many of both
     */
    public static double[] ratios(final double[] ours, final double[] theirs) {
        require(ours.length == theirs.length, "ratios must be of pairs: ours=" + ours.length + ", theirs="
            + theirs.length);
        final double[] ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / theirs[i];
        }
        return ratios;
    }

    /**
     * Finds the middle of some values; the mean of the two middle ones if their number is even.
     *
     * @param values in any order, at least one
     * @return their median
     */
    public static double median(final double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
