/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaemonTest {

    @Test
    void shouldNotTakeAnOrdinaryProcessForTheChild() {
        assertFalse(Daemon.isChild());
    }

    @Test
    void shouldSplitACommandLineBehindItsFirstWord() {
        assertEquals(List.of("-Xmx64m", "-jar", "a b.jar", "", "-d"), split("java\0-Xmx64m\0-jar\0a b.jar\0\0-d\0"));
        assertEquals(List.of(), split("java\0"));
        assertEquals(List.of(), split(""));
    }

    private static List<String> split(final String commandLine) {
        return Daemon.laterWords(commandLine.getBytes(StandardCharsets.US_ASCII));
    }
}
