/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server with users of a file. */
class AccessTest {

    private static final String STORED = "STORED\r\n";
    private static final String FAILURE = "CLIENT_ERROR authentication failure\r\n";
    private static final String UNKNOWN = "CLIENT_ERROR unauthenticated\r\n";
    private static final int SASL_AUTH = 0x21;
    private static final int NOOP = 0x0a;
    private static final int VERSION = 0x0b;

    private final ByteCache cache = ByteCache.builder().callerMaintains().build();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(cache));
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("users"), "ann:one\nbob:two\n");
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private static ServerConfigBuilder config() {
        return ServerConfig.builder().address("127.0.0.1").port(0).threads(1);
    }

    private MemcachedServer start(final ServerConfigBuilder config) throws IOException {
        final MemcachedServer server = MemcachedServer.start(config.build(), cache);
        open.add(server);
        return server;
    }

    private Socket connect(final MemcachedServer server) throws IOException {
        final Socket client = new Socket("127.0.0.1", server.port());
        client.setSoTimeout(60_000);
        open.add(client);
        return client;
    }

    private static void ask(final Socket client, final String request, final String answer) throws IOException {
        client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(answer, new String(client.getInputStream().readNBytes(answer.length()),
            StandardCharsets.ISO_8859_1));
    }

    private static String login(final String token) {
        return "set who 0 0 " + token.length() + "\r\n" + token + "\r\n";
    }

    private static String packet(final int opcode, final String key, final String value) {
        final ByteBuffer packet = ByteBuffer.allocate(24 + key.length() + value.length()).put((byte) 0x80)
            .put((byte) opcode).putShort((short) key.length()).putInt(0).putInt(key.length() + value.length());
        packet.position(24).put((key + value).getBytes(StandardCharsets.ISO_8859_1));
        return new String(packet.array(), StandardCharsets.ISO_8859_1);
    }

    private static String answer(final int opcode, final int status, final String value) {
        return "\u0081" + (char) opcode + "\0\0\0\0\0" + (char) status + "\0\0\0" + (char) value.length()
            + "\0".repeat(12) + value;
    }

    @Test
    void shouldAskClientsOfTheTextDialectWhoTheyAre() throws IOException {
        final MemcachedServer server = start(config().authFile(file));
        final Socket stranger = connect(server);
        ask(stranger, "get k\r\n", UNKNOWN);
        ask(stranger, login("ann two"), FAILURE);
        final Socket ann = connect(server);
        ask(ann, login("ann one") + "set k 0 0 1\r\nx\r\nget k\r\n", STORED + STORED + "VALUE k 0 1\r\nx\r\nEND\r\n");
        ask(stranger, packet(VERSION, "", "") + "\n", UNKNOWN);
        ask(stranger, login("bob two") + "get k\r\n", STORED + "VALUE k 0 1\r\nx\r\nEND\r\n");
    }

    @Test
    void shouldAskClientsOfTheBinaryDialectWhoTheyAre() throws IOException {
        final MemcachedServer server = start(config().sasl(true).saslFile(file));
        final Socket stranger = connect(server);
        ask(stranger, packet(0x20, "", ""), answer(0x20, 0, "PLAIN"));
        ask(stranger, packet(SASL_AUTH, "PLAIN", "\0ann\0two"), answer(SASL_AUTH, 0x20, "Auth failure."));
        ask(stranger, packet(NOOP, "", ""), answer(NOOP, 0x20, "Auth failure."));
        assertEquals(-1, stranger.getInputStream().read());
        final Socket ann = connect(server);
        ask(ann, packet(SASL_AUTH, "PLAIN", "\0ann\0one"), answer(SASL_AUTH, 0, "Authenticated"));
        ask(ann, packet(NOOP, "", ""), answer(NOOP, 0, ""));
        final Socket text = connect(server);
        text.getOutputStream().write("version\r\n".repeat(3).getBytes(StandardCharsets.US_ASCII));
        assertEquals(-1, text.getInputStream().read());
    }

    @Test
    void shouldReadTheUsersAgainAndLetThoseStayWhoAreIn() throws IOException {
        final MemcachedServer server = start(config().authFile(file));
        final Socket ann = connect(server);
        ask(ann, login("ann one"), STORED);
        Files.writeString(file, "carl:three\n");
        assertEquals("read 1 users from " + file + "\n", reload(server));
        ask(ann, "mn\r\n", "MN\r\n");
        ask(connect(server), login("ann one"), FAILURE);
        ask(connect(server), login("carl three"), STORED);
        Files.writeString(file, "secret\n");
        final String told = reload(server);
        assertEquals("the users stay as they were: -Y must have user:password in every line, without a zero byte: -Y "
            + file + " line=1\n", told);
        ask(connect(server), login("carl three"), STORED);
    }

    private static String reload(final MemcachedServer server) {
        final PrintStream before = System.err;
        final ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            server.reload();
        } finally {
            System.setErr(before);
        }
        return told.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void shouldHaveNothingToReadAgainWhereEverybodyMayComeIn() throws IOException {
        assertEquals("", reload(start(config())));
    }

    @Test
    void shouldNotStartWithoutUsers() throws IOException {
        Files.writeString(file, "nobody\n");
        for (final ServerConfigBuilder config : List.of(config().authFile(file),
                config().sasl(true).saslFile(file))) {
            final IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> MemcachedServer.start(config.build(), cache));
            assertTrue(refused.getMessage().contains("File must have user:password in every line"),
                refused.getMessage());
        }
    }

    @Test
    void shouldKeepNoMoreOfStrangersThanTheirTokens() throws IOException {
        final MemcachedServer server = start(config().authFile(file));
        final Socket ann = connect(server);
        ask(ann, login("ann one"), STORED);
        for (int i = 0; i < 40; i++) {
            final Socket stranger = connect(server);
            ask(stranger, "get k\r\n", UNKNOWN);
            stranger.getOutputStream().write(
                ("set who 0 0 16384\r\n" + "x".repeat(16_000)).getBytes(StandardCharsets.US_ASCII));
        }
        for (int i = 0; i < 40; i++) {
            final Socket stranger = connect(server);
            ask(stranger, "get k\r\n", UNKNOWN);
            assertClosed(stranger, "y".repeat(100_000));
        }
        assertTrue(stat(ann, "read_buf_bytes") <= 40 * (32 << 10), "what is kept of strangers");
    }

    /** Sends what the server closes at, with or without having read all of it. */
    private static void assertClosed(final Socket stranger, final String text) throws IOException {
        try {
            stranger.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            assertEquals(-1, stranger.getInputStream().read());
        } catch (final SocketTimeoutException e) {
            throw e;
        } catch (final IOException e) {
            // A reset is a close too.
            return;
        }
    }

    private static long stat(final Socket client, final String name) throws IOException {
        client.getOutputStream().write("stats\r\n".getBytes(StandardCharsets.US_ASCII));
        final StringBuilder stats = new StringBuilder();
        while (stats.indexOf("END\r\n") < 0) {
            stats.append((char) client.getInputStream().read());
        }
        final int at = stats.indexOf("STAT " + name + ' ') + name.length() + 6;
        return Long.parseLong(stats.substring(at, stats.indexOf("\r", at)));
    }

    @Test
    void shouldStopWithoutDelayWhenATokenIsRefusedMeanwhile() throws Exception {
        final MemcachedServer server = start(config().authFile(file));
        final Socket stranger = connect(server);
        ask(stranger, "get k\r\nset a 0 0 10\r\nabc", UNKNOWN);
        final Thread stopping = new Thread(() -> server.stop(Duration.ofMinutes(5)));
        stopping.start();
        assertThrows(SocketException.class, () -> {
            while (true) {
                connect(server).close();
            }
        });
        ask(stranger, "defghij\r\n", "CLIENT_ERROR bad authentication token format\r\n");
        assertEquals(-1, stranger.getInputStream().read());
        stopping.join(TimeUnit.SECONDS.toMillis(60));
        assertFalse(stopping.isAlive(), "the server has to stop before its time is up");
    }
}
