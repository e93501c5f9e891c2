/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.result.Figure;
import io.flagstone.benchmarks.result.FigureFile;
import io.flagstone.benchmarks.result.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a set of figures and makes a page of them, or a page of figures that were measured before. */
@Command(name = "report", sortOptions = false, showDefaultValues = true, mixinStandardHelpOptions = true,
    subcommands = CompareCommand.class,
    description = "Measures a set of figures, each part in a JVM of its own, and writes figures.csv and one page,"
        + " index.html, with everything in it. A part that fails is named on the page, and the exit status is 1 then;"
        + " one that finds something not as it is asked for is named too, and is no failure.")
public final class ReportCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final String QUICK = "quick";
    private static final String FULL = "full";
    private static final long QUICK_SECONDS = 590;
    private static final long FULL_SECONDS = 24L * 3600;

    @Option(names = "--set", paramLabel = "NAME", defaultValue = QUICK, description = "quick, which takes up to 10"
        + " minutes, or full, which takes about two and a half hours")
    private String set;

    @Option(names = "--only", paramLabel = "TEXT", description = "only parts whose title has this in it")
    private String only;

    @Option(names = "--from", paramLabel = "FILE", split = ",", description = "measures nothing; the figures are these")
    private List<Path> from = List.of();

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "report", description = "to write to")
    private Path folder;

    @Option(names = "--plots", paramLabel = "DIR", description = "writes each plot as a file of SVG too")
    private Path plots;

    @Spec
    private CommandSpec spec;

    /** Made by the command line. */
    public ReportCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Rule.require(QUICK.equals(set) || FULL.equals(set), "--set must be quick or full: set=" + set);
        final List<Part> parts = Resource.parts().stream().filter(part -> part.set().equals(set)
            && (only == null || part.title().contains(only))).toList();
        Rule.require(!parts.isEmpty(), "--only must be in the title of a part: only=" + only);
        final List<Figure> figures = new ArrayList<>();
        final List<Note> notes = new ArrayList<>();
        List<Path> files = from;
        for (final Path file : files) {
            FigureFile.read(file);
        }
        Files.createDirectories(folder);
        if (files.isEmpty()) {
            final Path csv = folder.resolve("figures.csv");
            Files.deleteIfExists(csv);
            for (final Note note : Machine.notes(set)) {
                FigureFile.append(csv, note);
            }
            new SetRun(folder, csv, QUICK.equals(set) ? QUICK_SECONDS : FULL_SECONDS).run(parts);
            files = List.of(csv);
        }
        for (final Path file : files) {
            figures.addAll(FigureFile.read(file));
            notes.addAll(FigureFile.readNotes(file));
        }
        write(latest(figures), notes.stream().distinct().toList());
        return notes.stream().anyMatch(note -> Page.FAILED.equals(note.name())) ? FAILED : 0;
    }

    private void write(final List<Figure> figures, final List<Note> notes) throws IOException {
        final List<Plot.Wanted> wanted = Resource.plots();
        final Path page = folder.resolve("index.html");
        Files.writeString(page, Page.of(figures, notes, wanted, Resource.asked()));
        if (plots != null) {
            Files.createDirectories(plots);
            for (final Plot.Wanted each : wanted) {
                final Plot plot = each.of(figures);
                if (plot != null) {
                    Files.writeString(plots.resolve(plot.id() + ".svg"),
                        SvgPlot.draw(plot, Resource.text("plot.css")) + "\n");
                }
            }
        }
        final long failed = notes.stream().filter(note -> Page.FAILED.equals(note.name())).count();
        spec.commandLine().getOut().printf("%s: %d figures%s%n", page, figures.size(),
            failed == 0 ? "" : ", " + failed + " parts failed");
    }

    /** What was measured twice counts once, as it was measured last. */
    static List<Figure> latest(final List<Figure> figures) {
        final Map<String, Figure> latest = new LinkedHashMap<>();
        figures.forEach(figure -> latest.put(key(figure), figure));
        return List.copyOf(latest.values());
    }

    /** What two figures have in common that are about the same. */
    static String key(final Figure figure) {
        return String.join(" ", figure.section(), figure.name(), figure.series(),
            figure.x() == 0 ? "" : Numbers.brief(figure.x())).trim();
    }
}
