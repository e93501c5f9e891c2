/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a JMH benchmark for several peers in rounds that take turns, and makes figures of it. */
@Command(name = "jmh-rounds", sortOptions = false, showDefaultValues = true, mixinStandardHelpOptions = true,
    description = "Runs a benchmark of JMH for each value of one parameter, such as each peer, in rounds that take"
        + " turns: what drifts in the machine touches all alike. Each round of each is a JVM of its own. Prints"
        + " medians with their range, and the first value beside each other one, pair by pair.")
public final class JmhRoundsCommand implements Callable<Integer> {
    private static final String TIME = "ns";
    private static final int MOST_ROUNDS = 1000;
    private static final int MOST_THREADS = 1024;

    @Parameters(paramLabel = "BENCHMARK", description = "such as CacheGetBenchmark.get; one benchmark must match")
    private String benchmark;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "of the figure, such as"
        + " get-throughput")
    private String name;

    @Option(names = "--section", paramLabel = "NAME", defaultValue = "engine", description = "of the figure")
    private String section;

    @Option(names = "--by", paramLabel = "PARAMETER=VALUES", split = ",", required = true, description = "whose values"
        + " are compared, such as peer=FLAGSTONE,OHC; the first with each other one")
    private List<String> by;

    @Option(names = "--along", paramLabel = "PARAMETER=VALUES", split = ",", description = "the axis, such as"
        + " items=1000,1000000, or threads=1,2")
    private List<String> along = List.of("");

    @Option(names = "-p", paramLabel = "PARAMETER=VALUE", description = "another parameter of the benchmark")
    private Map<String, String> parameters = Map.of();

    @Option(names = "--flag", paramLabel = "FLAG", description = "of the JVMs, such as -XX:+UseTransparentHugePages")
    private List<String> flags = List.of();

    @Option(names = "--also-with", paramLabel = "FLAG", description = "runs each once more, in turn, with this flag of"
        + " the JVM too, such as -XX:StartFlightRecording=settings=default: the figure NAME-cost is what it costs, in"
        + " percent")
    private String alsoWith;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "of each")
    private int rounds;

    @Option(names = "--warmup", paramLabel = "S", defaultValue = "2", description = "seconds before each round")
    private double warmup;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "2", description = "of each round")
    private double seconds;

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    private final Progress progress = new Progress();

    /** Made by the command line. */
    public JmhRoundsCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        Rule.require(rounds >= 1 && rounds <= MOST_ROUNDS, "--rounds must be 1 to " + MOST_ROUNDS + ": rounds="
            + rounds);
        Rule.require(seconds > 0 && warmup > 0, "--seconds and --warmup must be > 0: seconds=" + seconds + ", warmup="
            + warmup);
        final Axis series = Axis.parse("--by", by);
        final Axis axis = along.get(0).isEmpty() ? new Axis("", List.of("0")) : Axis.parse("--along", along);
        Rule.require(!axis.name.equals(series.name), "--by and --along must name two parameters: along=" + along);
        final Map<String, Measured> measured = measure(series, axis);
        System.out.printf(Locale.ROOT, "medians of %d rounds, each in a JVM of its own%n", rounds);
        for (final String at : axis.values) {
            final Measured first = measured.get(series.values.get(0) + ' ' + at);
            for (final String value : series.values) {
                final Measured here = measured.get(value + ' ' + at);
                report(series.values.get(0), first, value, here, Double.parseDouble(at));
                if (alsoWith != null) {
                    reportCost(value, Double.parseDouble(at), here, measured.get(value + ' ' + at + ' ' + alsoWith));
                }
                if (!at.equals(axis.values.get(0))) {
                    reportGrowth(value, Double.parseDouble(at), here, measured.get(value + ' ' + axis.values.get(0)));
                }
            }
        }
        return 0;
    }

    private Map<String, Measured> measure(final Axis series, final Axis axis) {
        final Map<String, Measured> measured = new LinkedHashMap<>();
        final List<String> kinds = alsoWith == null ? List.of("") : List.of("", ' ' + alsoWith);
        final int all = rounds * axis.values.size() * series.values.size() * kinds.size();
        int done = 0;
        progress.begin(name);
        for (int round = 0; round < rounds; round++) {
            for (final String at : axis.values) {
                for (final String value : inTurn(series.values, round)) {
                    for (final String kind : inTurn(kinds, round)) {
                        measured.computeIfAbsent(value + ' ' + at + kind, key -> new Measured(rounds)).put(round,
                            fork(series.name, value, axis.name, at, !kind.isEmpty()).run(warmup, seconds));
                        progress.at(++done, all);
                    }
                }
            }
        }
        progress.end(all + " JVMs");
        return measured;
    }

    /** There and back, so that nobody is always the first or the last of a round. */
    private static List<String> inTurn(final List<String> values, final int round) {
        final List<String> order = new ArrayList<>(values);
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    private JmhFork fork(final String parameter, final String value, final String axis, final String at,
        final boolean isWithFlag) {
        final Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put(parameter, value);
        int threads = 1;
        if ("threads".equals(axis)) {
            threads = Integer.parseInt(at);
        } else if (!axis.isEmpty()) {
            all.put(axis, at);
        }
        final List<String> ofJvm = new ArrayList<>(flags);
        if (isWithFlag) {
            ofJvm.add(alsoWith);
        }
        return new JmhFork(benchmark, all, threads, ofJvm);
    }

    private void report(final String us, final Measured ours, final String them, final Measured theirs, final double x)
            throws IOException {
        final String series = label(them);
        print(series, x, Figure.of(section, name, series, x, theirs.unit, theirs.scores, "-"));
        figures.add(section, name, series, x, theirs.unit, theirs.scores);
        figures.add(section, name + "-heap", series, x, "B/op", theirs.heapBytes);
        if (ours != theirs) {
            final double[] ratios = Figure.ratios(ours.scores, theirs.scores);
            print(label(us) + "/" + series, x, Figure.of(section, name, series, x, Figure.RATIO, ratios, "-"));
            figures.add(section, name, label(us) + "/" + series, x, Figure.RATIO, ratios);
            if (TIME.equals(theirs.unit)) {
                figures.add(section, name + "-on-top", series, x, TIME, differences(theirs.scores, ours.scores));
            }
        }
    }

    /** What one series does at each place of the axis beside what it does at the first. */
    private void reportGrowth(final String series, final double x, final Measured here, final Measured first)
            throws IOException {
        final double[] ratios = Figure.ratios(here.scores, first.scores);
        print(label(series) + ", beside its first", x, Figure.of(section, name, series, x, Figure.RATIO, ratios, "-"));
        figures.add(section, name + "-growth", label(series), x, Figure.RATIO, ratios);
    }

    /** What the flag costs, round by round. */
    private void reportCost(final String series, final double x, final Measured without, final Measured with)
            throws IOException {
        final double[] percent = costs(without.unit, without.scores, with.scores);
        print(label(series) + ", cost of the flag", x, Figure.of(section, name, series, x, "%", percent, "-"));
        figures.add(section, name + "-cost", label(series), x, "%", percent);
    }

    /** The share of its speed that each round has lost, or of its time that it has gained, in percent. */
    static double[] costs(final String unit, final double[] without, final double[] with) {
        final double[] percent = Figure.ratios(with, without);
        for (int i = 0; i < percent.length; i++) {
            percent[i] = 100 * (TIME.equals(unit) ? percent[i] - 1 : 1 - percent[i]);
        }
        return percent;
    }

    private static double[] differences(final double[] ours, final double[] theirs) {
        final double[] differences = new double[ours.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = ours[i] - theirs[i];
        }
        return differences;
    }

    private static void print(final String series, final double x, final Figure figure) {
        System.out.printf(Locale.ROOT, "%-44s %12.0f %-6s %10.3f  %.3f..%.3f%n", series, x, figure.unit(),
            figure.value(), figure.low(), figure.high());
    }

    /** The value of a parameter as the name of a series. */
    private static String label(final String value) {
        return value.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A parameter, and the values that it goes through. */
    private record Axis(String name, List<String> values) {
        static Axis parse(final String option, final List<String> words) {
            final int end = words.get(0).indexOf('=');
            Rule.require(end > 0, option + " must be PARAMETER=VALUE,...: " + option.substring(2) + "=" + words);
            final List<String> values = new ArrayList<>(words);
            values.set(0, words.get(0).substring(end + 1));
            final String name = words.get(0).substring(0, end);
            Rule.require(values.stream().distinct().count() == values.size(), option + " must name no value twice: "
                + option.substring(2) + "=" + words);
            if ("--along".equals(option)) {
                values.forEach(value -> Rule.require(value.matches("\\d{1,9}"), option + " must go along whole numbers:"
                    + " value=" + value));
            }
            if ("threads".equals(name)) {
                values.forEach(value -> Rule.require(Integer.parseInt(value) >= 1
                    && Integer.parseInt(value) <= MOST_THREADS, "threads must be 1 to " + MOST_THREADS + ": threads="
                    + value));
            }
            return new Axis(name, values);
        }
    }

    /** One value for each round. */
    private static final class Measured {
        private final double[] scores;
        private final double[] heapBytes;
        private String unit;

        Measured(final int rounds) {
            scores = new double[rounds];
            heapBytes = new double[rounds];
        }

        void put(final int round, final JmhFork.Score score) {
            scores[round] = score.score();
            heapBytes[round] = score.heapBytes();
            unit = score.unit();
        }
    }
}
