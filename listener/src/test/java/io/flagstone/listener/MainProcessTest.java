/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.command.ProductVersion;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainProcessTest {

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
    void shouldPrintHelpToStdout() throws Exception {
        final MainCommand.Ended ended = main.run("-h");
        assertEquals(HelpText.render() + System.lineSeparator(), ended.out());
        assertEquals("", ended.err());
        assertEquals(0, ended.exitCode());
    }

    @Test
    void shouldPrintItsVersionToStdout() throws Exception {
        assertEquals(new MainCommand.Ended(0, ProductVersion.line() + System.lineSeparator(), ""), main.run("-V"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-q     | 1  | unknown option (-h shows those that exist): -q",
        "-c0    | 1  | Maximum connections must be greater than 0: -c 0",
        "-I1000 | 64 | Item max size cannot be less than 1024 bytes: -I 1000",
        "-Z     | 64 | -Z needs a certificate and its key: -o ssl_chain_cert=FILE,ssl_key=FILE",
    })
    void shouldRefuseOnStderr(final String argument, final int exitCode, final String message) throws Exception {
        assertEquals(new MainCommand.Ended(exitCode, "", message + System.lineSeparator()), main.run(argument));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-d"})
    void shouldRefuseToStartAsRootWithoutBeingTold(final String more) throws Exception {
        final int port = MainCommand.freePort();
        if (MainCommand.isRoot()) {
            final MainCommand.Ended ended = more.isEmpty()
                ? main.run("-p", Integer.toString(port))
                : main.run("-p", Integer.toString(port), more);
            assertEquals(new MainCommand.Ended(64, "", "must add '-u root' to start as root" + System.lineSeparator()),
                ended);
        } else {
            // Who is not root needs no word, and memcached does not look at it.
            final Process server = main.serve(port, "-u", "no-such-user-here");
            server.destroy();
            assertEquals(0, MainCommand.exitCode(server));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "USR1"})
    void shouldStopCleanlyAtASignal(final String signal) throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-P", "memcached.pid");
        final Path pidFile = directory.resolve("memcached.pid");
        assertEquals(server.pid() + "\n", Files.readString(pidFile));
        MainCommand.signal(signal, server.pid());
        assertEquals(0, MainCommand.exitCode(server));
        assertFalse(Files.exists(pidFile));
        assertFalse(MainCommand.answers(port));
        final String told = MainCommand.told(server);
        assertEquals("USR1".equals(signal) ? "Gracefully stopping" + System.lineSeparator() : "", told);
    }

    @Test
    void shouldShowCommandsAndRepliesInMemcachedsForm() throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-vv", "-t", "1");
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream().write(("set k 0 0 1\r\n1\r\nset k 0 0 1 noreply\r\n2\r\nincr k 3\r\nget k l\r\n"
                + "delete l\r\nmg k v t\r\nmg l q\r\nms k 1 q\r\n3\r\nma k Dx\r\nme l\r\nmn\r\nnonsense\r\n"
                + "quit\r\n").getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readAllBytes();
        }
        final List<String> told = MainCommand.stop(server).lines().toList();
        final int first = told.indexOf(told.stream().filter(line -> line.endsWith(" set k 0 0 1")).findFirst().get());
        final String id = told.get(first).substring(1, told.get(first).indexOf(' '));
        final List<String> expected = List.of("<I set k 0 0 1", ">I STORED", "<I set k 0 0 1 noreply",
            ">I NOREPLY STORED", "<I incr k 3", ">I 5", "<I get k l", ">I sending key k", ">I END", "<I delete l",
            ">I NOT_FOUND", "<I mg k v t", ">I VA 1 t-1", "<I mg l q", ">I NOREPLY EN", "<I ms k 1 q",
            ">I NOREPLY HD", "<I ma k Dx", ">I CLIENT_ERROR invalid or duplicate flag", "<I me l", ">I EN", "<I mn",
            ">I MN", "<I nonsense", ">I ERROR", "<I quit", "<I connection closed.");
        assertEquals(expected.stream().map(line -> line.replace("I ", id + " ")).toList(),
            told.subList(first, Math.min(told.size(), first + expected.size())));
    }

    @Test
    void shouldTellThePortThatTheSystemChose() throws Exception {
        final Path file = directory.resolve("ports");
        final ProcessBuilder builder = new ProcessBuilder(MainCommand.words(MainCommand.serving(-1)))
            .directory(directory.toFile());
        builder.environment().put("MEMCACHED_PORT_FILENAME", "ports");
        final Process server = builder.start();
        try (BufferedReader told = server.errorReader()) {
            final String first = told.readLine();
            assertTrue(first.matches("listening on TCP port \\d+ of 127\\.0\\.0\\.1"), first);
            final String port = first.replaceAll("\\D*(\\d+) of .*", "$1");
            assertEquals("TCP INET: " + port + "\n", Files.readString(file));
            assertTrue(MainCommand.answers(Integer.parseInt(port)));
        } finally {
            server.destroy();
        }
        assertEquals(0, MainCommand.exitCode(server));
    }

    @Test
    void shouldServeAsAFileAndTheEnvironmentSay() throws Exception {
        Files.writeString(directory.resolve("flagstone.conf"), "# options\n-l 127.0.0.1\n-p 1\n-u root\n-m 8\n");
        final ProcessBuilder builder = new ProcessBuilder(MainCommand.words("-p", "-1"))
            .directory(directory.toFile());
        builder.environment().putAll(Map.of("FLAGSTONE_CONFIG", "flagstone.conf", "FLAGSTONE_MEMORY_LIMIT", "16m",
            "FLAGSTONE_PORT", "2", "FLAGSTONE_PORTS", "3"));
        final Process server = builder.start();
        try (BufferedReader told = server.errorReader()) {
            assertEquals("WARNING: no option has this name in the environment: FLAGSTONE_PORTS", told.readLine());
            final int port = Integer.parseInt(told.readLine().replaceAll("\\D*(\\d+) of .*", "$1"));
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write("stats settings\r\n".getBytes(StandardCharsets.US_ASCII));
                assertEquals('S', client.getInputStream().read());
                final BufferedReader answer = new BufferedReader(new InputStreamReader(client.getInputStream()));
                assertEquals("TAT maxbytes " + (16 << 20), answer.readLine());
            }
        } finally {
            server.destroy();
        }
        assertEquals(0, MainCommand.exitCode(server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shutdown", "shutdown graceful", "shutdown g"})
    void shouldStopAtTheWordOfAClientWhereThatIsAllowed(final String command) throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-A");
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream().write(("shutdown now\r\n" + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertEquals("CLIENT_ERROR invalid shutdown mode\r\n",
                new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        }
        assertEquals(0, MainCommand.exitCode(server));
        assertEquals(command.contains(" ") ? "Gracefully stopping" + System.lineSeparator() : "",
            MainCommand.told(server));
    }

    @Test
    void shouldServeWithItsMemoryTakenAndLockedOrSayWhyItIsNot() throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port, "-k", "--prefault", "-m", "16");
        final String status = Files.readString(Path.of("/proc", Long.toString(server.pid()), "status"));
        final boolean locked = status.lines().anyMatch(line -> line.matches("VmLck:\\s+[1-9]\\d{4,} kB"));
        final String told = MainCommand.stop(server);
        assertTrue(locked ? told.isEmpty() : told.startsWith("warning: -k invalid, "), told);
    }

    @Test
    void shouldSurviveAHangup() throws Exception {
        final int port = MainCommand.freePort();
        final Process server = main.serve(port);
        MainCommand.signal("HUP", server.pid());
        assertFalse(server.waitFor(300, TimeUnit.MILLISECONDS));
        assertTrue(MainCommand.answers(port));
        server.destroy();
        assertEquals(0, MainCommand.exitCode(server));
    }

    @Test
    void shouldStopAtAnInterruptThoughTheShellHadItIgnored() throws Exception {
        final int port = MainCommand.freePort();
        final List<String> command = MainCommand.behind("trap '' INT;", MainCommand.serving(port));
        final Process server = main.serveThrough(command, port);
        // The port answers a moment before the signal is asked for once more, so one alone could come too early.
        int signals = 0;
        do {
            MainCommand.signal("INT", server.pid());
            signals++;
        } while (!server.waitFor(100, TimeUnit.MILLISECONDS) && signals < 100);
        assertEquals(0, MainCommand.exitCode(server));
    }

    @Test
    void shouldNameTheAddressThatIsNotOfThisMachine() throws Exception {
        final int port = MainCommand.freePort();
        final MainCommand.Ended ended = main.run(MainCommand.serving(port, "-l", "192.0.2.1"));
        assertEquals(71, ended.exitCode());
        assertTrue(ended.err().startsWith("failed to listen: cannot listen on /192.0.2.1:" + port + ": "), ended::err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-M", "-d"})
    void shouldSayThatTheAddressIsInUse(final String more) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final int port = taken.getLocalPort();
            final MainCommand.Ended ended = main.run(MainCommand.serving(port, more, "-P", "memcached.pid"));
            assertEquals(new MainCommand.Ended(71, "",
                "failed to listen on TCP port " + port + ": Address already in use" + System.lineSeparator()), ended);
            assertFalse(Files.exists(directory.resolve("memcached.pid")));
        }
    }

    @Test
    void shouldRefuseMoreConnectionsThanTheSystemHasFilesFor() throws Exception {
        final MainCommand.Ended ended = main.run(MainCommand.serving(MainCommand.freePort(), "-c", "2147483647"));
        assertEquals(71, ended.exitCode());
        assertTrue(ended.err().startsWith("failed to set rlimit for open files."), ended.err());
    }

    @Test
    void shouldRaiseALimitThatIsTooLow() throws Exception {
        final int port = MainCommand.freePort();
        final List<String> command = limited("ulimit -S -n 300", port);
        command.add(command.indexOf("-cp"), "-XX:-MaxFDLimit");
        final Process server = main.serveThrough(command, port);
        final String limits = Files.readString(Path.of("/proc", Long.toString(server.pid()), "limits"));
        assertTrue(limits.lines().anyMatch(line -> line.matches("Max open files +1152 +1152 +files *")), limits);
        server.destroy();
        assertEquals(0, MainCommand.exitCode(server));
    }

    @Test
    void shouldRefuseALimitThatItMayNotRaise() throws Exception {
        final int port = MainCommand.freePort();
        final List<String> command = limited("ulimit -n 300", port);
        if (mayRaiseHardLimits()) {
            final Process server = main.serveThrough(command, port);
            server.destroy();
            assertEquals(0, MainCommand.exitCode(server));
        } else {
            final Process refused = new ProcessBuilder(command).redirectErrorStream(true).start();
            assertEquals("failed to set rlimit for open files. Try starting as root or requesting smaller maxconns "
                + "value: -c 1024 with a limit of 300" + System.lineSeparator(),
                MainCommand.told(refused));
            assertEquals(71, MainCommand.exitCode(refused));
        }
    }

    private static List<String> limited(final String limit, final int port) {
        return MainCommand.behind(limit + ";", MainCommand.serving(port, "-c", "1024"));
    }

    /** Whether this process has CAP_SYS_RESOURCE; in a container even root may lack it. */
    private static boolean mayRaiseHardLimits() throws Exception {
        final String effective = Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("CapEff:")).findFirst().orElseThrow();
        return (Long.parseUnsignedLong(effective.substring(8), 16) >>> 24 & 1) == 1;
    }
}
