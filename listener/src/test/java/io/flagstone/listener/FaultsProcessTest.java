/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What befalls the process of a server: it is killed, its disk is full, its file is torn, its descriptors are used. */
class FaultsProcessTest {

    private static final int RLIMIT_FSIZE = 1;
    private static final int RLIMIT_NOFILE = 7;
    private static final String VALUE = "x".repeat(1000);

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

    private static long stat(final int port, final String name) throws IOException {
        return MainCommand.ask(port, "stats\r\n").lines().filter(line -> line.startsWith("STAT " + name + " "))
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))).findFirst().orElseThrow();
    }

    /** Changes a limit of a process that runs. */
    private static void limit(final Process process, final int resource, final long most) {
        final int result = NativeLibrary.getProcess().getFunction("prlimit").invokeInt(
            new Object[] {(int) process.pid(), resource, new long[] {most, most}, Pointer.NULL});
        assertEquals(0, result, "prlimit");
    }

    /** Starts a server whose items cannot be what the last one had, and checks that it says so and serves. */
    private void shouldStartEmpty(final String why) throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-e", "items");
        assertEquals("END\r\nSTORED\r\nVALUE k 0 1\r\n1\r\nEND\r\n",
            MainCommand.ask(port, "get k\r\nset k 0 0 1\r\n1\r\nget k\r\n"));
        final String told = MainCommand.stop(server);
        assertTrue(told.startsWith("-e starts with an empty cache: " + why), told);
    }

    @Test
    void shouldServeAgainAfterItWasKilledUnderLoad() throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-e", "items", "-m", "64");
        final byte[] load = Stream.iterate(0, i -> i + 1).limit(500)
            .map(i -> "set k" + i % 37 + " 0 0 1000\r\n" + VALUE + "\r\nget k" + i % 41 + "\r\n")
            .reduce("", String::concat).getBytes(StandardCharsets.US_ASCII);
        final List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            final Thread client = new Thread(() -> loadUntilTheEnd(port, load));
            client.start();
            clients.add(client);
        }
        final long enough = 20_000;
        final long deadline = deadline();
        while (stat(port, "cmd_set") < enough) {
            assertTrue(System.nanoTime() < deadline, "no load");
        }
        server.destroyForcibly();
        assertEquals(128 + 9, MainCommand.exitCode(server));
        for (final Thread client : clients) {
            client.join(TimeUnit.SECONDS.toMillis(60));
            assertFalse(client.isAlive());
        }
        shouldStartEmpty("there must be a file of a clean stop: ");
    }

    private static void loadUntilTheEnd(final int port, final byte[] load) {
        final byte[] answers = new byte[64 << 10];
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            final Thread reader = new Thread(() -> {
                try {
                    while (client.getInputStream().read(answers) >= 0) {
                        Thread.onSpinWait();
                    }
                } catch (final IOException e) {
                    // The server is gone, as the writer sees too.
                    return;
                }
            });
            reader.start();
            while (true) {
                client.getOutputStream().write(load);
            }
        } catch (final IOException e) {
            // The server is gone, which is what was waited for.
            return;
        }
    }

    @Test
    void shouldSayThatItCouldNotSaveToAFullDiskAndStartEmptyThen() throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-e", "items");
        assertEquals("STORED\r\n", MainCommand.ask(port, "set k 0 0 1\r\n1\r\n"));
        // What the server writes under this name finds no space left on its device.
        Files.createSymbolicLink(directory.resolve("items.meta.new"), Path.of("/dev/full"));
        MainCommand.signal("TERM", server.pid());
        assertEquals(71, MainCommand.exitCode(server));
        final String told = MainCommand.told(server);
        assertTrue(told.contains("the file of a clean stop must be writable: ")
            && told.contains("No space left on device"), told);
        assertFalse(Files.exists(directory.resolve("items.meta")));
        shouldStartEmpty("there must be a file of a clean stop: ");
    }

    @Test
    void shouldSayThatItCouldNotSaveBeyondTheLimitOfFilesAndStartEmptyThen() throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-e", "items");
        assertEquals("STORED\r\n", MainCommand.ask(port, "set k 0 0 1\r\n1\r\n"));
        limit(server, RLIMIT_FSIZE, 100);
        MainCommand.signal("TERM", server.pid());
        assertEquals(71, MainCommand.exitCode(server));
        final String told = MainCommand.told(server);
        assertTrue(told.contains("the file of a clean stop must be writable: ")
            && told.contains("File too large"), told);
        assertFalse(Files.exists(directory.resolve("items.meta")));
        shouldStartEmpty("there must be a file of a clean stop: ");
    }

    @Test
    void shouldStartEmptyAfterARestartFileWasTorn() throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-e", "items");
        assertEquals("STORED\r\n", MainCommand.ask(port, "set k 0 0 1\r\n1\r\n"));
        MainCommand.stop(server);
        try (RandomAccessFile file = new RandomAccessFile(directory.resolve("items.meta").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        shouldStartEmpty("the file must be whole: ");
    }

    @Test
    void shouldLeaveClientsWithTheSystemWhileThereAreNoDescriptorsAndServeThemThen() throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-t", "1");
        final List<Socket> clients = new ArrayList<>();
        try {
            final Socket observer = new Socket(InetAddress.getLoopbackAddress(), port);
            clients.add(observer);
            assertEquals("MN", line(observer, "mn\r\n"));
            // Classes that are not in a jar, as here, need descriptors to be loaded.
            awaitLine(observer, "accepting_conns 1");
            assertEquals("END", line(observer, "get k\r\n"));
            final long open;
            try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(server.pid()), "fd"))) {
                open = descriptors.count();
            }
            final int more = 5;
            limit(server, RLIMIT_NOFILE, open + more);
            for (int i = 0; i < 2 * more; i++) {
                final Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
                clients.add(client);
                client.getOutputStream().write("mn\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            awaitLine(observer, "accepting_conns 0");
            assertFalse(line(observer, "stats\r\n", "listen_disabled_num").endsWith(" 0"));
            // Whoever has an answer makes room for one who waits.
            for (final Socket client : clients.subList(1, clients.size())) {
                assertEquals("MN", line(client, ""));
                client.close();
            }
            awaitLine(observer, "accepting_conns 1");
            assertFalse(line(observer, "stats\r\n", "time_in_listen_disabled_us").endsWith(" 0"));
        } finally {
            for (final Socket client : clients) {
                client.close();
            }
        }
        MainCommand.stop(server);
    }

    private static String line(final Socket client, final String request) throws IOException {
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        final StringBuilder line = new StringBuilder();
        client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(60));
        for (int next = client.getInputStream().read(); next != '\n'; next = client.getInputStream().read()) {
            assertTrue(next >= 0, "the server has closed after: " + line);
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    }

    private static void awaitLine(final Socket client, final String line) throws IOException {
        final String name = line.substring(0, line.indexOf(' '));
        final long deadline = deadline();
        while (!("STAT " + line).equals(line(client, "stats\r\n", name))) {
            assertTrue(System.nanoTime() < deadline, "not seen: " + line);
        }
    }

    /** The line of statistics with a name. */
    private static String line(final Socket client, final String request, final String name) throws IOException {
        String wanted = "";
        for (String line = line(client, request); !"END".equals(line); line = line(client, "")) {
            wanted = line.startsWith("STAT " + name + " ") ? line : wanted;
        }
        return wanted;
    }
}
