/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.footprint.ForkedJvm;
import io.flagstone.benchmarks.result.Figure;
import io.flagstone.benchmarks.result.FigureFile;
import io.flagstone.benchmarks.result.Note;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the parts of a set one after the other, each in a JVM of its own, and gathers their figures in one file. */
final class SetRun {
    private static final String LOGS = "logs";
    private static final int TAIL_BYTES = 3000;
    private static final int TAIL_LINES = 12;
    /** How many times as long as expected a part may take. */
    private static final int PATIENCE = 3;
    private static final int SECONDS_TO_STOP = 2;
    /** The status of a command that has measured all, and found something that is not what is asked for. */
    private static final int NOT_AS_ASKED = 1;

    private final Path folder;
    private final Path csv;
    private final long endNanos;
    private final Progress progress = new Progress();
    private long secondsDone;
    private int failed;
    /** What the part said that found something not to be as asked, when it did so last; empty if it did not. */
    private String missed = "";

    /**
     * Prepares a run.
     *
     * @param folder  in which everything is written
     * @param csv     that figures are appended to
     * @param seconds after which nothing is begun any more
     */
    SetRun(final Path folder, final Path csv, final long seconds) {
        this.folder = folder;
        this.csv = csv;
        endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Runs all parts; says how many of them failed. */
    int run(final List<Part> parts) throws IOException, InterruptedException {
        final long total = parts.stream().mapToLong(Part::seconds).sum();
        Files.createDirectories(folder.resolve(LOGS));
        for (int i = 0; i < parts.size(); i++) {
            final Part part = parts.get(i);
            progress.begin((i + 1) + " of " + parts.size() + ", " + part.title());
            final String failure = run(part, total);
            secondsDone += part.seconds();
            if (failure.isEmpty()) {
                progress.end("done, " + left(total - secondsDone));
            } else {
                failed++;
                FigureFile.append(csv, new Note(Page.FAILED, part.title() + " (" + String.join(" ", part.words()) + ")"
                    + failure));
                progress.end("FAILED" + failure.lines().findFirst().orElse(""));
            }
        }
        return failed;
    }

    private static String left(final long seconds) {
        return seconds < 90 ? "about " + Math.max(0, seconds) + " s left"
            : "about " + (seconds + 30) / 60 + " min left";
    }

    /** Runs one part; says how it failed, empty if it did not. */
    private String run(final Part part, final long total) throws IOException, InterruptedException {
        if (!part.needs().isEmpty() && !isInstalled(part.needs())) {
            return " needs " + part.needs() + ", which is not on the PATH; on Debian: apt-get install "
                + (part.needs().startsWith("redis") ? "redis-server" : part.needs());
        }
        if (System.nanoTime() >= endNanos) {
            return " was not begun, since there was no time left";
        }
        final long latest = Math.min(endNanos, System.nanoTime()
            + TimeUnit.SECONDS.toNanos((long) PATIENCE * part.seconds()));
        final List<Figure> figures = new ArrayList<>();
        String failure = "";
        missed = "";
        for (int i = 0; i < part.times() && failure.isEmpty(); i++) {
            failure = runOnce(part, total, latest, figures);
        }
        FigureFile.append(csv, merged(figures));
        if (!missed.isEmpty()) {
            FigureFile.append(csv, new Note(Page.MISSED, missed));
        }
        return failure;
    }

    private String runOnce(final Part part, final long total, final long latest, final List<Figure> figures)
            throws IOException, InterruptedException {
        final String name = part.title().replaceAll("[^A-Za-z0-9]+", "-");
        final Path log = folder.resolve(LOGS).resolve(name + ".txt");
        final Path measured = folder.resolve(LOGS).resolve(name + ".csv");
        Files.deleteIfExists(measured);
        final Process process = new ProcessBuilder(command(part, measured)).redirectErrorStream(true)
            .redirectOutput(log.toFile()).start();
        final Thread stopper = new Thread(() -> stop(process), "stop-part");
        Runtime.getRuntime().addShutdownHook(stopper);
        final boolean ended;
        try {
            process.getOutputStream().close();
            ended = await(process, part, total, latest);
        } finally {
            stop(process);
            Runtime.getRuntime().removeShutdownHook(stopper);
        }
        final String failure = gather(measured, figures);
        if (!ended) {
            return " was stopped, because it took too long" + tail(log);
        }
        final int status = process.exitValue();
        if (failure.isEmpty() && status == NOT_AS_ASKED) {
            missed = part.title() + " (" + String.join(" ", part.words()) + ")" + tail(log);
        }
        return failure(status, failure, tail(log));
    }

    /** Says how a part failed, by its status and what is wrong with its figures; empty if it did not. */
    static String failure(final int status, final String figures, final String tail) {
        if (figures.isEmpty() && (status == 0 || status == NOT_AS_ASKED)) {
            return "";
        }
        return " ended with status " + status + (figures.isEmpty() ? " before all was measured" : " and " + figures)
            + tail;
    }

    /** What was measured several times becomes one figure of as many rounds. */
    static List<Figure> merged(final List<Figure> figures) {
        final Map<String, List<Figure>> byKey = new LinkedHashMap<>();
        figures.forEach(each -> byKey.computeIfAbsent(ReportCommand.key(each), key -> new ArrayList<>()).add(each));
        return byKey.values().stream().map(same -> {
            final Figure first = same.get(0);
            return same.size() == 1 ? first : Figure.of(first.section(), first.name(), first.series(), first.x(),
                first.unit(), same.stream().mapToDouble(Figure::value).toArray(), first.command());
        }).toList();
    }

    /** Waits for the end of a part; says whether it came in time. */
    private boolean await(final Process process, final Part part, final long total, final long latest)
            throws InterruptedException {
        final long begun = System.nanoTime();
        while (System.nanoTime() < latest) {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                return true;
            }
            final long passed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
            final long done = secondsDone + Math.min(passed, part.seconds());
            progress.at(done, total, left(total - done));
        }
        return false;
    }

    private static List<String> command(final Part part, final Path figures) {
        final List<String> words = new ArrayList<>(part.words());
        words.addAll(List.of("--csv", figures.toString()));
        return ForkedJvm.command(List.of(), ForkedJvm.MAIN, words);
    }

    /** Ends a process and what it has started. */
    private static void stop(final Process process) {
        final List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        started.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                started.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    /** Adds what a part has written; says what is wrong with it, empty if nothing is. */
    private static String gather(final Path part, final List<Figure> figures) throws IOException {
        if (!Files.exists(part)) {
            return "no figures";
        }
        try {
            return figures.addAll(FigureFile.read(part)) ? "" : "no figures";
        } catch (final IllegalArgumentException e) {
            return "wrote " + e.getMessage();
        }
    }

    private static boolean isInstalled(final String program) {
        for (final String path : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(path).resolve(program))) {
                return true;
            }
        }
        return false;
    }

    /** The last lines of a log. */
    private static String tail(final Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            final byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            final List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ")).filter(line -> !line.isBlank()).toList();
            return lines.isEmpty() ? "" : "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES),
                lines.size()));
        }
    }
}
