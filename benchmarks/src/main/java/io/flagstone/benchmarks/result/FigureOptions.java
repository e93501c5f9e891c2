/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option of a command that measures: where its figures are written to, beside what it prints. */
public final class FigureOptions {
    private static final String CSV = "--csv";
    private static final String HERE = "--here";
    private static final String PROGRAM = "java -jar benchmarks/target/benchmarks.jar";

    @Option(names = CSV, paramLabel = "FILE", description = "appends the figures to it, for 'report'")
    private Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Made by the command line. */
    public FigureOptions() {
        // its fields are set before it is used
    }

    /**
     * Writes a figure, if a file was asked for.
     *
     * @param section where it belongs
     * @param name    what is measured
     * @param series  who was measured
     * @param x       where on the axis
     * @param unit    of the values
     * @param rounds  one value each, at least one
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if it is no figure
     */
    public void add(final String section, final String name, final String series, final double x, final String unit,
        final double... rounds) throws IOException {
        final Figure figure = Figure.of(section, name, series, x, unit, rounds, commandText());
        if (file != null) {
            FigureFile.append(file, List.of(figure));
        }
    }

    /**
     * Writes the quotients of two figures that were measured in pairs, if a file was asked for.
     *
     * @param section where it belongs
     * @param name    what is measured
     * @param us      the series above the line
     * @param them    the series below the line
     * @param x       where on the axis
     * @param ours    one value for each round
     * @param theirs  of the same rounds
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if it is no figure
     */
    public void addRatio(final String section, final String name, final String us, final String them, final double x,
        final double[] ours, final double[] theirs) throws IOException {
        add(section, name, us + "/" + them, x, Figure.RATIO, Figure.ratios(ours, theirs));
    }

    /**
     * What a command hands on to the same command in another JVM.
     *
     * @return the option as words of a command line, none if it was not given
     */
    public List<String> words() {
        return file == null ? List.of() : List.of(CSV, file.toString());
    }

    /** What was typed, but for this option and for what only the program itself types. */
    private String commandText() {
        final List<String> words = new ArrayList<>();
        words.add(PROGRAM);
        final Iterator<String> typed = command.root().commandLine().getParseResult().originalArgs().iterator();
        while (typed.hasNext()) {
            final String word = typed.next();
            if (CSV.equals(word)) {
                typed.next();
            } else if (!word.startsWith(CSV + "=") && !HERE.equals(word)) {
                words.add(word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
            }
        }
        return String.join(" ", words);
    }
}
