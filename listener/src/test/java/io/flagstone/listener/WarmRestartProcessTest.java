/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standalone server with a memory file. */
class WarmRestartProcessTest {

    private static final String VALUE = "x".repeat(100);

    @TempDir
    private Path directory;
    private MainCommand main;

    @BeforeEach
    void setUp() {
        main = new MainCommand(directory);
    }

    @AfterEach
    void leaveNoServer() {
        main.close();
    }

    @Test
    void shouldHaveItsItemsAgainAfterEveryCleanStop() throws Exception {
        String told = "";
        for (final String stop : new String[] {"TERM", "INT", "USR1", "shutdown", "shutdown graceful"}) {
            final int port = MainCommand.freePort();
            final Process server = main.serve(port, "-e", "items", "-A", "-v");
            if (told.isEmpty()) {
                MainCommand.ask(port, "set k 7 0 100\r\n" + VALUE + "\r\nset gone 0 -1 1\r\nx\r\n");
            }
            assertEquals("VALUE k 7 100\r\n" + VALUE + "\r\nEND\r\n", MainCommand.ask(port, "get k gone\r\n"), stop);
            if (stop.startsWith("shutdown")) {
                MainCommand.say(port, stop + "\r\n");
            } else {
                MainCommand.signal(stop, server.pid());
            }
            assertEquals(0, MainCommand.exitCode(server));
            final String now = MainCommand.told(server);
            // What had expired may have been found, or not, when the server stopped.
            assertTrue(now.matches(told.isEmpty() ? "(?s)-e is a new file, every clean stop will save .*"
                : "(?s)-e starts with [12] items: .*"), now);
            told = now;
        }
    }

    @Test
    void shouldStartEmptyAndSayWhyWhenTheSettingsAreOthers() throws Exception {
        final int port = MainCommand.freePort();
        final Process first = main.serve(port, "-e", "items");
        MainCommand.ask(port, "set k 7 0 100\r\n" + VALUE + "\r\n");
        MainCommand.stop(first);
        final Process second = main.serve(port, "-e", "items", "-m", "32");
        assertEquals("END\r\n", MainCommand.ask(port, "get k\r\n"));
        assertEquals("MEMLIMIT_ADJUST_FAILED out of bounds or unable to adjust\r\n",
            MainCommand.ask(port, "cache_memlimit 16\r\n"));
        final String told = MainCommand.stop(second);
        assertTrue(told.startsWith("-e starts with an empty cache: the memory file must be of a cache with the same "),
            told);
        assertTrue(told.contains("; what was saved before is given up: -e "), told);
    }

    @Test
    void shouldNameTheOptionWhoseFileCannotBe() throws Exception {
        final MainCommand.Ended ended =
            main.run(MainCommand.serving(MainCommand.freePort(), "-e", "nowhere/items"));
        assertEquals(64, ended.exitCode());
        assertTrue(ended.err().startsWith("-e must lie in a directory that exists: -e "), ended.err());
    }
}
