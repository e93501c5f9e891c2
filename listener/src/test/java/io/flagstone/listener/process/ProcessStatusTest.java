/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProcessStatusTest {

    @Test
    void shouldKnowWhetherTheProcessIsRoot() throws IOException {
        assertEquals("0".equals(shell("id -u")), ProcessStatus.isRoot());
    }

    @Test
    void shouldReadTheLimitOfOpenFilesThatChildrenInherit() throws IOException {
        final String limit = shell("ulimit -S -n");
        final long expected = "unlimited".equals(limit) ? Long.MAX_VALUE : Long.parseLong(limit);
        assertEquals(expected, ProcessStatus.openFileLimit());
    }

    @Test
    void shouldSeeThatThisProcessHeedsTermination() {
        assertFalse(ProcessStatus.ignoresSignal(15));
    }

    private static String shell(final String command) throws IOException {
        final Process shell = new ProcessBuilder("/bin/sh", "-c", command).start();
        try (InputStream out = shell.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.US_ASCII).trim();
        }
    }
}
