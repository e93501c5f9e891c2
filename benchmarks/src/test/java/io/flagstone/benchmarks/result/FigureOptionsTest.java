/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class FigureOptionsTest {
    @TempDir
    private Path folder;

    /** The program. */
    @Command(name = "benchmarks", subcommands = Measuring.class)
    static final class Program {
    }

    /** Measures nothing, and says two figures. */
    @Command(name = "measure")
    static final class Measuring implements Callable<Integer> {
        @Mixin
        private final FigureOptions figures = new FigureOptions();

        @Option(names = "--sizes")
        private String sizes;

        @Option(names = "--here")
        private boolean here;

        @Override
        public Integer call() throws IOException {
            figures.add("memory", "overhead", "flagstone", 0, "B", 3, 1, 2);
            figures.addRatio("memory", "overhead", "flagstone", "ohc", 0, new double[] {1, 4}, new double[] {2, 2});
            return figures.words().size();
        }
    }

    private static int run(final String... words) {
        return new CommandLine(new Program()).execute(words);
    }

    @Test
    void shouldAppendFiguresWithTheCommandThatMeasuresThemAgain() throws IOException {
        final Path file = folder.resolve("figures.csv");
        final String command = "java -jar benchmarks/target/benchmarks.jar measure --sizes '1 a'";
        assertEquals(2, run("measure", "--csv", file.toString(), "--sizes", "1 a", "--here"));
        assertEquals(2, run("measure", "--sizes", "1 a", "--csv=" + file));
        final List<Figure> figures = FigureFile.read(file);
        assertEquals(4, figures.size());
        assertEquals(new Figure("memory", "overhead", "flagstone", 0, "B", 2, 1, 3, 3, command), figures.get(0));
        assertEquals(new Figure("memory", "overhead", "flagstone/ohc", 0, "ratio", 1.25, 0.5, 2, 2, command),
            figures.get(3));
    }

    @Test
    void shouldWriteNothingUnlessAFileIsAskedFor() throws IOException {
        assertEquals(0, run("measure", "--sizes", "1"));
        try (var files = Files.list(folder)) {
            assertFalse(files.findAny().isPresent());
        }
    }
}
