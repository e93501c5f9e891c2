/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.benchmarks.result.Figure;
import io.flagstone.benchmarks.result.FigureFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TestServerCommandTest {
    @Test
    void shouldRecordTheTimeOfEachStart(@TempDir final Path folder) throws IOException {
        final Path csv = folder.resolve("figures.csv");
        new CommandLine(new TestServerCommand()).execute("--rounds", "3", "--servers", "1", "--csv", csv.toString());
        final List<Figure> figures = FigureFile.read(csv);
        assertEquals(1, figures.size());
        assertEquals("start test-server flagstone ms 3", String.join(" ", figures.get(0).section(),
            figures.get(0).name(), figures.get(0).series(), figures.get(0).unit(),
            Integer.toString(figures.get(0).rounds())));
    }
}
