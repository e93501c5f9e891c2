/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private String run(final boolean terminal) {
        final Progress progress = new Progress(new PrintStream(written, true, StandardCharsets.UTF_8), terminal);
        progress.begin("task");
        progress.at(50, 100);
        progress.end("done");
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldWriteOneLineWithoutControlCharactersWhenItIsNoTerminal() {
        final String text = run(false);
        assertTrue(text.matches("task: done \\(\\d+\\.\\d s\\)\\R"), text);
    }

    @Test
    void shouldDrawABarWhenItIsATerminal() {
        final String text = run(true);
        assertTrue(text.contains("[" + "#".repeat(15) + " ".repeat(15) + "] 50 % task"), text);
        assertEquals(2, text.split("\u001b\\[K", -1).length - 1);
    }
}
