/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What coverage-guided fuzzing has found of the commands; {@code .ci/fuzz} looks for more. */
class CommandExecutorTargetTest {
    private static void send(final String input) {
        assertDoesNotThrow(() -> CommandExecutorTarget.fuzzerTestOneInput(input.getBytes(StandardCharsets.US_ASCII)),
            input);
    }

    @Test
    void shouldForgetWhereAnEarlierRequestHadItsOpaque() {
        send("mg " + "k".repeat(100) + " Oabc\r\n");
        send("ms k 1\r\na");
    }

    @Test
    void shouldTakeAllThatReachesMostOfTheCommands() throws IOException {
        final List<Path> corpus;
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz/CommandExecutorTarget"))) {
            corpus = files.sorted().toList();
        }
        assertTrue(corpus.size() > 1);
        for (final Path file : corpus) {
            assertDoesNotThrow(() -> CommandExecutorTarget.fuzzerTestOneInput(Files.readAllBytes(file)),
                file::toString);
        }
    }

    @Test
    void shouldTakeRequestsOfEveryDialectInPieces() {
        send("set k 0 0 3\r\nabc\r\nget k\r\nms k 3\r\nabc\r\nmg k v\r\nmn\r\nincr k 1\r\nbogus\r\n");
        send("\u0001\0\r\n\r\nset k 0 0 2147483645\r\nabc");
    }
}
