/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonProcessTest {

    @TempDir
    private Path directory;
    private Path pidFile;
    private MainCommand main;
    private int port;

    @BeforeEach
    void setUp() throws Exception {
        main = new MainCommand(directory);
        pidFile = directory.resolve("memcached.pid");
        port = MainCommand.freePort();
    }

    @AfterEach
    void leaveNoServer() throws Exception {
        main.close();
        if (Files.exists(pidFile)) {
            ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void shouldReturnOnceThePortAnswersAndHoldNothingOfTheCaller() throws Exception {
        // run() comes back only when nobody holds the streams of the command any more.
        assertEquals(new MainCommand.Ended(0, "", ""),
            main.run(MainCommand.serving(port, "-d", "-P", "memcached.pid")));
        assertTrue(MainCommand.answers(port));
        final ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        assertNotEquals(Optional.of(ProcessHandle.current()), server.parent());
        assertEquals("/", Files.readSymbolicLink(proc("cwd")).toString());
        for (final String descriptor : new String[] {"0", "1", "2"}) {
            assertEquals("/dev/null", Files.readSymbolicLink(proc("fd/" + descriptor)).toString());
        }
        // The third, fourth and fifth field: it leads its own group as setsid made it, and has no terminal.
        final String stat = Files.readString(proc("stat"));
        final String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        assertEquals(Long.toString(pid()), fields[2]);
        assertEquals(Long.toString(pid()), fields[3]);
        assertEquals("0", fields[4]);

        assertTrue(server.destroy());
        MainCommand.awaitEnd(server);
        assertFalse(Files.exists(pidFile));
    }

    @Test
    void shouldKeepTheErrorStreamWhenItIsToBeVerbose() throws Exception {
        final Path told = directory.resolve("told");
        final Process launcher = new ProcessBuilder(
            MainCommand.words(MainCommand.serving(port, "-d", "-v", "-P", "memcached.pid")))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
        assertEquals(0, MainCommand.exitCode(launcher));
        assertEquals("/dev/null", Files.readSymbolicLink(proc("fd/0")).toString());
        assertEquals(told.toRealPath(), Files.readSymbolicLink(proc("fd/1")));
        assertEquals(told.toRealPath(), Files.readSymbolicLink(proc("fd/2")));
        final ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        MainCommand.signal("USR1", pid());
        MainCommand.awaitEnd(server);
        assertTrue(Files.readString(told).endsWith("Gracefully stopping" + System.lineSeparator()));
    }

    @Test
    void shouldStopWhenTheLauncherIsGoneBeforeItCouldBeTold() throws Exception {
        final List<String> words = MainCommand.words(MainCommand.serving(port, "-d", "-P", "memcached.pid"));
        words.add(1, "-Dio.flagstone.daemon.child=true");
        final Process orphan = new ProcessBuilder(words).directory(directory.toFile()).start();
        orphan.getInputStream().close();
        assertEquals(71, MainCommand.exitCode(orphan));
        assertFalse(MainCommand.answers(port));
        assertFalse(Files.exists(pidFile));
    }

    @Test
    void shouldWarnOfAnOldPidFileWhoseProcessLives() throws Exception {
        final long own = ProcessHandle.current().pid();
        Files.writeString(pidFile, own + "\n");
        final MainCommand.Ended ended = main.run(MainCommand.serving(port, "-d", "-P", "memcached.pid"));
        assertEquals(0, ended.exitCode());
        assertEquals("WARNING: The pid file contained the following (running) pid: " + own + System.lineSeparator(),
            ended.err());
        final ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        server.destroy();
        MainCommand.awaitEnd(server);
    }

    @Test
    void shouldServeAndSaySoWhenThePidFileCannotBeWritten() throws Exception {
        final Path nowhere = directory.resolve("nowhere/memcached.pid");
        final MainCommand.Ended ended = main.run(MainCommand.serving(port, "-A", "-d", "-P", nowhere.toString()));
        assertEquals(new MainCommand.Ended(0, "", "Could not write the pid file " + nowhere
            + ": No such file or directory; the server runs without it" + System.lineSeparator()), ended);
        assertTrue(MainCommand.answers(port));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream().write("shutdown\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals(-1, client.getInputStream().read());
        }
    }

    private long pid() throws Exception {
        return Long.parseLong(Files.readString(pidFile, StandardCharsets.US_ASCII).trim());
    }

    private Path proc(final String name) throws Exception {
        return Path.of("/proc", Long.toString(pid()), name);
    }
}
