/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A standalone server under a service manager. */
class ServiceProcessTest {

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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTellTheServiceManagerHowFarItIs(final boolean isFile) throws Exception {
        final String path = isFile ? directory.resolve("notify").toString() : "@flagstone" + System.nanoTime();
        final int port = MainCommand.freePort();
        final List<String> command = MainCommand.behind("NOTIFY_SOCKET='" + path + "'", MainCommand.serving(port));
        try (ServiceManager manager = new ServiceManager(path)) {
            final Process server = main.serveThrough(command, port);
            assertEquals("READY=1", manager.next());
            MainCommand.signal("HUP", server.pid());
            final String reloading = manager.next();
            assertTrue(reloading.matches("RELOADING=1\nMONOTONIC_USEC=[1-9]\\d+"), reloading);
            assertEquals("READY=1", manager.next());
            MainCommand.signal("TERM", server.pid());
            assertEquals("STOPPING=1", manager.next());
            assertEquals(0, MainCommand.exitCode(server));
            assertEquals("", MainCommand.told(server));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "/nobody/listens/here"})
    void shouldServeThoughTheServiceManagerCannotBeTold(final String path) throws Exception {
        final int port = MainCommand.freePort();
        final List<String> command = MainCommand.behind("NOTIFY_SOCKET='" + path + "'", MainCommand.serving(port));
        final Process server = main.serveThrough(command, port);
        final String told = MainCommand.stop(server);
        assertTrue(told.startsWith("cannot tell the service manager: "), told);
    }

    @Test
    void shouldServeTheSocketThatWasHandedOverAndLeaveItOpen() throws Exception {
        final int socket = ServiceManager.listen();
        final int port = ServiceManager.port(socket);
        try {
            final List<String> command =
                MainCommand.words(MainCommand.serving(port, "-e", directory.resolve("items").toString()));
            final Path errors = directory.resolve("errors");
            // The client comes before the server, and is served all the same.
            final int first = ServiceManager.start(socket, 1, errors, command);
            assertEquals("STORED\r\n", MainCommand.ask(port, "set k 0 0 1\r\nx\r\n"));
            MainCommand.signal("TERM", first);
            assertEquals(0, ServiceManager.exitCode(first));
            // So is one that comes while there is none.
            try (Socket early = new Socket(InetAddress.getLoopbackAddress(), port)) {
                early.getOutputStream().write("get k\r\nquit\r\n".getBytes(StandardCharsets.US_ASCII));
                final int second = ServiceManager.start(socket, 1, errors, command);
                assertEquals("VALUE k 0 1\r\nx\r\nEND\r\n",
                    new String(early.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
                MainCommand.signal("TERM", second);
                assertEquals(0, ServiceManager.exitCode(second));
            }
        } finally {
            ServiceManager.close(socket);
        }
    }

    @Test
    void shouldRefuseWhatItCannotTakeOver() throws Exception {
        final int socket = ServiceManager.listen();
        try {
            final Path errors = directory.resolve("errors");
            final int two = ServiceManager.start(socket, 2, errors, MainCommand.words(MainCommand.serving(1)));
            assertEquals(71, ServiceManager.exitCode(two));
            assertEquals("one socket can be handed over, more must be opened with -l: LISTEN_FDS=2"
                + System.lineSeparator(), Files.readString(errors));
            final int daemon = ServiceManager.start(socket, 1, errors, MainCommand.words(MainCommand.serving(1, "-d")));
            assertEquals(64, ServiceManager.exitCode(daemon));
            assertEquals("-d cannot serve the socket of a service manager, which watches this process: leave -d out"
                + System.lineSeparator(), Files.readString(errors));
        } finally {
            ServiceManager.close(socket);
        }
    }

    @Test
    void shouldLeaveCoreFilesIfThatIsAskedForAndSayWhereItCannot() throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-r");
        final String limits = Files.readString(Path.of("/proc", Long.toString(server.pid()), "limits"));
        assertTrue(limits.lines().anyMatch(line -> line.matches("Max core file size +(unlimited|[1-9]\\d*) .*")),
            limits);
        MainCommand.stop(server);
    }
}
