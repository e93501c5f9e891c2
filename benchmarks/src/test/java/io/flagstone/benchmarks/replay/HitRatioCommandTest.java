/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.result.Figure;
import io.flagstone.benchmarks.result.FigureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HitRatioCommandTest {
    @TempDir
    private Path folder;

    private Path trace(final String name, final int keys) throws IOException {
        final StringBuilder lines = new StringBuilder("key\n");
        final SplittableRandom random = new SplittableRandom(keys);
        for (int i = 0; i < 20_000; i++) {
            lines.append(random.nextInt(1 + random.nextInt(keys))).append('\n');
        }
        return Files.writeString(folder.resolve(name), lines);
    }

    private List<Figure> run(final String... words) throws IOException {
        final Path csv = folder.resolve("figures.csv");
        final CommandLine line = new CommandLine(new HitRatioCommand());
        final String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--csv";
        all[words.length + 1] = csv.toString();
        assertEquals(0, line.execute(all));
        return FigureFile.read(csv);
    }

    private static double value(final List<Figure> figures, final String name, final String series) {
        final List<Figure> found = figures.stream().filter(each -> each.name().equals(name)
            && each.series().equals(series) && each.x() == 0).toList();
        assertEquals(1, found.size(), name + " of " + series + " among " + figures);
        return found.get(0).value();
    }

    @Test
    void shouldRecordTheMeanOverTracesAndTheWorstBesideEachOtherCache() throws IOException {
        final List<Figure> figures = run(trace("a.csv", 3000).toString(), trace("b.csv", 5000).toString(),
            "--policy", "s3-fifo,lru", "--size", "50%");
        final double mean = value(figures, "mean-beside-lru", "s3-fifo");
        assertEquals(value(figures, "mean-objects", "s3-fifo") - value(figures, "mean-objects", "lru"), mean, 1e-9);
        assertTrue(value(figures, "worst-beside-lru", "s3-fifo") <= mean, figures.toString());
    }

    @Test
    void shouldNameTheMeanAnotherWayWhenATraceIsMade() throws IOException {
        final List<Figure> figures = run(trace("a.csv", 3000).toString(), "--demo", "--policy", "lru,reference-s3-fifo",
            "--size", "10%");
        value(figures, "made-mean-beside-reference-s3-fifo", "lru");
        assertTrue(figures.stream().noneMatch(each -> each.name().startsWith("mean")), figures.toString());
    }

    @Test
    void shouldRecordTheMostThatExpiredItemsHeld() throws IOException {
        final List<Figure> figures = run(trace("a.csv", 3000).toString(), "--policy", "s3-fifo", "--size", "50%,90%",
            "--ttl", "mix");
        assertTrue(value(figures, "expired-share", "s3-fifo") >= 0);
    }

    @Test
    void shouldRecordTheWorstOfAllShiftsAndTheirMean() throws IOException {
        final List<Figure> figures = run(trace("a.csv", 3000).toString(), trace("b.csv", 5000).toString(),
            "--policy", "s3-fifo", "--size", "30%,60%", "--shift", "replace");
        final double[] runs = figures.stream().filter(each -> each.name().endsWith("-shift-replace"))
            .mapToDouble(Figure::value).sorted().toArray();
        assertEquals(4, runs.length);
        assertTrue(runs[0] < runs[runs.length - 1]);
        assertEquals(runs[0], value(figures, "shift", "s3-fifo"));
        assertEquals(Arrays.stream(runs).average().orElseThrow(), value(figures, "shift-mean", "s3-fifo"), 1e-9);
    }
}
