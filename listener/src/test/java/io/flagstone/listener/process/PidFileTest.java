/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PidFileTest {

    /** Above the largest process id of any system, so that no process has it. */
    private static final long NO_PROCESS = 2_000_000_011L;
    private static final Account NOBODY_AT_ALL = new Account("nobody-at-all", 54_321, 54_321);

    private final ByteArrayOutputStream reported = new ByteArrayOutputStream();
    private final PrintStream report = new PrintStream(reported, true, StandardCharsets.UTF_8);

    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("memcached.pid");
    }

    @Test
    void shouldHoldThePidInALineUntilItIsRemoved() throws IOException {
        final PidFile pidFile = PidFile.write(file, 4711, report);
        assertEquals("4711\n", Files.readString(file));
        assertFalse(Files.exists(directory.resolve("memcached.pid.tmp")));
        pidFile.remove();
        assertFalse(Files.exists(file));
        assertEquals("", reported());
    }

    @Test
    void shouldReplaceAnOldFileWithoutAWordIfItsProcessIsGone() throws IOException {
        Files.writeString(file, NO_PROCESS + "\n");
        PidFile.write(file, 4711, report);
        assertEquals("4711\n", Files.readString(file));
        assertEquals("", reported());
    }

    @Test
    void shouldWarnOfAnotherProcessThatLives() throws IOException {
        final long other = ProcessHandle.current().pid();
        Files.writeString(file, other + "\n");
        PidFile.write(file, 4711, report);
        assertEquals("WARNING: The pid file contained the following (running) pid: " + other + System.lineSeparator(),
            reported());
        assertEquals("4711\n", Files.readString(file));
    }

    @Test
    void shouldNotWarnOfItself() throws IOException {
        final long own = ProcessHandle.current().pid();
        Files.writeString(file, own + "\n");
        PidFile.write(file, own, report);
        assertEquals("", reported());
    }

    @Test
    void shouldReportADirectoryThatCannotBeWrittenAndGoOn() {
        assertNull(PidFile.write(directory.resolve("nowhere").resolve("pid"), 4711, report));
        assertTrue(reported().startsWith("Could not write the pid file " + directory), reported());
    }

    @Test
    void shouldReportAnOldFileThatCannotBeReplaced() throws IOException {
        Files.createDirectories(file.resolve("occupied"));
        assertNull(PidFile.write(file, 4711, report));
        assertEquals("Could not write the pid file " + file + ": Is a directory; the server runs without it"
            + System.lineSeparator(), reported());
        assertFalse(Files.exists(directory.resolve("memcached.pid.tmp")));
    }

    @Test
    void shouldNotFollowALinkThatSomeoneLeft() throws IOException {
        final Path precious = Files.writeString(directory.resolve("precious"), "gold");
        Files.createSymbolicLink(directory.resolve("memcached.pid.tmp"), precious);
        assertNotNull(PidFile.write(file, 4711, report));
        assertEquals("gold", Files.readString(precious));
        assertEquals("4711\n", Files.readString(file));
    }

    @Test
    void shouldLeaveAFileThatAnotherProcessHasTakenOver() throws IOException {
        final PidFile pidFile = PidFile.write(file, 4711, report);
        Files.writeString(file, "4712\n");
        pidFile.remove();
        assertEquals("4712\n", Files.readString(file));
    }

    @Test
    void shouldNotMindAFileThatIsGoneAlready() throws IOException {
        final PidFile pidFile = PidFile.write(file, 4711, report);
        Files.delete(file);
        pidFile.remove();
        assertEquals("", reported());
    }

    @ParameterizedTest
    @CsvSource({"'12', 12", "'12\n', 12", "'12 x', 12", "'', 0", "'x', 0", "'-1', 0"})
    void shouldReadThePidThatAFileBeginsWith(final String content, final long pid) throws IOException {
        Files.writeString(file, content);
        assertEquals(pid, PidFile.read(file));
    }

    @Test
    void shouldReadNoPidFromWhatIsNoSuchFile() throws IOException {
        assertEquals(0, PidFile.read(file));
        assertEquals(0, PidFile.read(directory));
        Files.writeString(file, "1".repeat(2000));
        assertEquals(0, PidFile.read(file));
    }

    @Test
    void shouldStartNoHelperWhereTheUserMayRemoveTheFile() throws IOException {
        final PidFile pidFile = PidFile.write(file, 4711, report);
        final int own = (Integer) Files.getAttribute(directory, "unix:uid");
        final List<ProcessHandle> before = ProcessHandle.current().children().toList();
        pidFile.keepRemovableBy(new Account("owner", own, 54_321));
        assertTrue(ProcessHandle.current().children().allMatch(before::contains));
        pidFile.remove();
        assertFalse(Files.exists(file));
    }

    @Test
    void shouldHaveTheFileRemovedByAHelperThatHeedsNoSignalAndEndsWithItsTask() throws Exception {
        final PidFile pidFile = PidFile.write(file, 4711, report);
        final ProcessHandle helper = startHelper(pidFile);
        for (final String signal : List.of("HUP", "INT", "QUIT", "TERM", "USR1")) {
            assertEquals(0, kill(signal, helper));
        }
        assertTrue(helper.isAlive());
        pidFile.remove();
        assertFalse(Files.exists(file));
        assertFalse(helper.isAlive());
        assertEquals("", reported());
    }

    @Test
    void shouldHaveTheHelperLeaveAFileThatAnotherProcessHasTakenOver() throws Exception {
        final PidFile pidFile = PidFile.write(file, 4711, report);
        startHelper(pidFile);
        Files.writeString(file, "4712\n");
        pidFile.remove();
        assertEquals("4712\n", Files.readString(file));
    }

    private static ProcessHandle startHelper(final PidFile pidFile) {
        final List<ProcessHandle> before = ProcessHandle.current().children().toList();
        pidFile.keepRemovableBy(NOBODY_AT_ALL);
        final List<ProcessHandle> helpers =
            ProcessHandle.current().children().filter(child -> !before.contains(child)).toList();
        assertEquals(1, helpers.size());
        return helpers.get(0);
    }

    private static int kill(final String signal, final ProcessHandle process) throws Exception {
        final Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid()).start();
        assertTrue(kill.waitFor(10, TimeUnit.SECONDS));
        return kill.exitValue();
    }

    private String reported() {
        return reported.toString(StandardCharsets.UTF_8);
    }
}
