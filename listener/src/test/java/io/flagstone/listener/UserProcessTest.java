/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.process.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -u} does: another user for root, nothing for everybody else. */
class UserProcessTest {

    private static final String USER = "nobody";

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
    void shouldBecomeTheUserForGoodAndStillRemoveThePidFile() throws Exception {
        final ProcessHandle server = startDaemon();
        assertTrue(MainCommand.answers(port));
        assertIdentity();
        final List<ProcessHandle> helpers = server.children().toList();
        // A helper is there only for a user who could not remove the file: this directory is open to its owner alone.
        assertEquals(MainCommand.isRoot() ? 1 : 0, helpers.size());

        assertTrue(server.destroy());
        MainCommand.awaitEnd(server);
        assertFalse(Files.exists(pidFile));
        for (final ProcessHandle helper : helpers) {
            assertFalse(helper.isAlive());
        }
    }

    @Test
    void shouldLeaveThePidFileAndNothingElseWhenKilled() throws Exception {
        final ProcessHandle server = startDaemon();
        final List<ProcessHandle> helpers = server.children().toList();
        assertTrue(server.destroyForcibly());
        MainCommand.awaitEnd(server);
        for (final ProcessHandle helper : helpers) {
            MainCommand.awaitEnd(helper);
        }
        assertTrue(Files.exists(pidFile));
        Files.delete(pidFile);
    }

    @Test
    void shouldRefuseAUserThatDoesNotExist() throws Exception {
        if (MainCommand.isRoot()) {
            final MainCommand.Ended refused = new MainCommand.Ended(67, "",
                "can't find the user no-such-user-here to switch to" + System.lineSeparator());
            assertEquals(refused, main.run("-p", Integer.toString(port), "-u", "no-such-user-here"));
            assertEquals(refused, main.run("-p", Integer.toString(port), "-u", "no-such-user-here", "-d"));
            assertFalse(MainCommand.answers(port));
        } else {
            final Process server = main.serve(port, "-u", "no-such-user-here");
            server.destroy();
            assertEquals(0, MainCommand.exitCode(server));
        }
    }

    @Test
    void shouldGiveTheUnixSocketToTheUser() throws Exception {
        final MainCommand.Ended ended = main.run("-s", "socket", "-u", USER, "-d", "-P", "memcached.pid");
        assertEquals(new MainCommand.Ended(0, "", ""), ended);
        final ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        final Object owner = Files.getAttribute(directory.resolve("socket"), "unix:uid");
        assertEquals(expectedUid(), owner);
        server.destroy();
        MainCommand.awaitEnd(server);
    }

    @Test
    void shouldOpenTheMemoryFileWithTheRightsOfTheUserAlone() throws Exception {
        Files.setAttribute(directory, "unix:mode", 0777);
        final Path precious = Files.createFile(directory.resolve("precious"));
        Files.setAttribute(precious, "unix:mode", 0600);
        Files.createSymbolicLink(directory.resolve("link"), precious);
        final String[] options = {"-l", "127.0.0.1", "-p", Integer.toString(port), "-u", USER, "-d", "-P",
            "memcached.pid", "-e", "link"};
        if (MainCommand.isRoot()) {
            final MainCommand.Ended refused = main.run(options);
            assertEquals(71, refused.exitCode());
            assertTrue(refused.err().startsWith("-e must be a file that can be read and written: -e "), refused.err());
            assertEquals(0, Files.size(precious));
            assertEquals(0, Files.getAttribute(precious, "unix:uid"));
        }
        options[options.length - 1] = "items";
        assertEquals(0, main.run(options).exitCode());
        assertEquals(expectedUid(), Files.getAttribute(directory.resolve("items"), "unix:uid"));
        final ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        server.destroy();
        MainCommand.awaitEnd(server);
        assertEquals(expectedUid(), Files.getAttribute(directory.resolve("items.meta"), "unix:uid"));
    }

    @Test
    void shouldWarnOfAFileThatTheUserCannotReadAgain() throws Exception {
        final Path users = Files.writeString(directory.resolve("users"), "ann:one\n");
        Files.setAttribute(users, "unix:mode", 0600);
        final MainCommand.Ended ended = main.run("-l", "127.0.0.1", "-p", Integer.toString(port), "-u", USER, "-d",
            "-P", "memcached.pid", "-Y", users.toString());
        final String warning = "WARNING: the user nobody cannot read a file, so that SIGHUP could not have it read "
            + "again: -Y " + users + System.lineSeparator();
        assertEquals(new MainCommand.Ended(0, "", MainCommand.isRoot() ? warning : ""), ended);
        final ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        server.destroy();
        MainCommand.awaitEnd(server);
    }

    private ProcessHandle startDaemon() throws Exception {
        final MainCommand.Ended ended =
            main.run("-l", "127.0.0.1", "-p", Integer.toString(port), "-u", USER, "-d", "-P", "memcached.pid");
        assertEquals(new MainCommand.Ended(0, "", ""), ended);
        return ProcessHandle.of(pid()).orElseThrow();
    }

    private void assertIdentity() throws Exception {
        final List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status"));
        final Object uid = expectedUid();
        // Real, effective, saved and file system's: none of the four leads back to root.
        assertTrue(status.contains("Uid:\t" + uid + "\t" + uid + "\t" + uid + "\t" + uid), status::toString);
        if (MainCommand.isRoot()) {
            final int gid = Account.lookup(USER).gid();
            assertTrue(status.contains("Gid:\t" + gid + "\t" + gid + "\t" + gid + "\t" + gid), status::toString);
            assertTrue(status.contains("Groups:\t "), status::toString);
            assertTrue(status.contains("CapEff:\t0000000000000000"), status::toString);
        }
        for (final Path thread : threads()) {
            final List<String> of = statusOf(thread);
            assertTrue(of.isEmpty() || of.contains("Uid:\t" + uid + "\t" + uid + "\t" + uid + "\t" + uid),
                () -> thread + ": " + of);
        }
    }

    private Object expectedUid() throws Exception {
        return MainCommand.isRoot() ? Account.lookup(USER).uid() : Files.getAttribute(directory, "unix:uid");
    }

    private List<Path> threads() throws IOException {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            return tasks.toList();
        }
    }

    /** Nothing if the thread has ended meanwhile, as those of the JVM's compilers do. */
    private static List<String> statusOf(final Path thread) throws IOException {
        try {
            return Files.readAllLines(thread.resolve("status"));
        } catch (final IOException e) {
            if (Files.exists(thread)) {
                throw e;
            }
            return List.of();
        }
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(pidFile).trim());
    }
}
