/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.net.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is noted of the commands that clients send. */
class ReceivedCommandTest {
    private final TestMemcached memcached = TestMemcached.start();
    private RawClient client;

    @BeforeEach
    void connect() throws IOException {
        client = RawClient.of(memcached.port());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        memcached.close();
    }

    private String shown() {
        return memcached.commands().stream().map(ReceivedCommand::toString).collect(Collectors.joining("; "));
    }

    /** Sends, and waits until the server has come to the end of it. */
    private void send(final String commands) throws IOException {
        client.send(commands + "verbosity 0\r\n");
        memcached.awaitReceived("verbosity");
    }

    @Test
    void shouldShowTextCommandsAsTheyAreWritten() throws IOException {
        send("set user:1 7 60 12\r\nHello, world\r\nget user:1\r\ngets a b\r\ngat 30 a b\r\n"
            + "cas user:1 0 0 1 99 noreply\r\nx\r\nincr n 5\r\ntouch a 10\r\ndelete a noreply\r\n"
            + "flush_all 10\r\nbogus words\r\n");
        assertEquals("set \"user:1\" 7 60 (12 bytes); get \"user:1\"; gets \"a\" \"b\"; gat 30 \"a\" \"b\"; "
            + "cas \"user:1\" 0 0 (1 bytes) 99 noreply; incr \"n\" 5; touch \"a\" 10; delete \"a\" noreply; "
            + "flush_all 10; bogus words; verbosity 0", shown());
        final ReceivedCommand set = memcached.commands().get(0);
        assertEquals("set", set.name());
        assertEquals("user:1", set.key());
        assertEquals(7, set.flags());
        assertEquals(60, set.exptime());
        assertEquals(12, set.valueLength());
        assertEquals("Hello, world", set.text());
        assertArrayEquals("Hello, world".getBytes(StandardCharsets.US_ASCII), set.value());
        assertEquals(CommandDialect.TEXT, set.dialect());
        assertEquals(1, set.connection());
        assertFalse(set.isQuiet());
        assertEquals(List.of("a", "b"), memcached.commands("gat").get(0).keys());
        assertTrue(memcached.assertReceived("cas", "user:1").isQuiet());
    }

    @Test
    void shouldShowMetaCommandsWithTheirFlags() throws IOException {
        send("mg a v t\r\nms a 2 T60 F5 q\r\nhi\r\nmd a q\r\nma n D2\r\nmg Zm9v b v\r\nms a 1 T60 T60\r\nx\r\n"
            + "mn\r\n");
        assertEquals("mg \"a\" v t; ms \"a\" (2 bytes) T60 F5 q; md \"a\" q; ma \"n\" D2; mg \"foo\" b v; "
            + "ms a 1 T60 T60; mn; verbosity 0", shown());
        final ReceivedCommand set = memcached.assertReceived("ms", "a");
        assertEquals(CommandDialect.META, set.dialect());
        assertEquals(60, set.exptime());
        assertEquals(5, set.flags());
        assertEquals("hi", set.text());
        assertTrue(set.isQuiet());
    }

    @Test
    void shouldNameBinaryCommandsAsTheTextCommandsThatDoTheSame() throws IOException {
        client.send(RawClient.bytes("\u0080\u0011\0\1\b\0\0\0\0\0\0\u000b\0\0\0\0\0\0\0\0\0\0\0\0"
            + "\0\0\0\5\0\0\0<khi"
            + "\u0080\r\0\1\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0k"
            + "\u0080\5\0\1\u0014\0\0\0\0\0\0\u0015\0\0\0\0\0\0\0\0\0\0\0\0"
            + "\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\0\0\0\0\0n"
            + "\u0080\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
        memcached.awaitReceived("noop");
        assertEquals("set \"k\" 5 60 (2 bytes) noreply; get \"k\" noreply; incr \"n\" 2; noop", shown());
        assertEquals("hi", memcached.assertReceived("set", "k").text());
        assertEquals(CommandDialect.BINARY, memcached.assertReceived("get").dialect());
    }

    @Test
    void shouldReadValuesThatComeInPiecesAndKeysBeyondAscii() throws IOException {
        client.send("set k\u00c3\u00a4 0 0 20");
        client.send("0000\r\n");
        for (int i = 0; i < 4; i++) {
            client.send("v".repeat(50_000));
            client.send("");
        }
        client.ask("\r\n", "STORED\r\n");
        final ReceivedCommand set = memcached.assertReceived("set", "k\u00e4");
        assertEquals(200_000, set.text().length());
    }

    @Test
    void shouldForgetTheValueThatTheServerRefusesForItsSize() throws IOException {
        client.ask("set k 0 0 2000000\r\n" + "v".repeat(2_000_000) + "\r\n",
            "SERVER_ERROR object too large for cache\r\n");
        send("");
        assertEquals("set \"k\" 0 0 (2000000 bytes); verbosity 0", shown());
        assertEquals(0, memcached.assertReceived("set").value().length);
    }

    @Test
    void shouldAnswerALineThatIsLongerThanAServerWaitsForAsTheServerDoes() throws IOException {
        client.sendInVain(RawClient.bytes("get " + "k".repeat(5 << 20)));
        client.awaitClose();
        assertEquals("", shown());
    }

    @Test
    void shouldTellConnectionsApart() throws IOException {
        try (RawClient second = RawClient.of(memcached.port())) {
            client.ask("mn\r\n", "MN\r\n");
            second.ask("mn\r\n", "MN\r\n");
        }
        assertEquals(2, memcached.commands("mn").stream().map(ReceivedCommand::connection).distinct().count());
    }

    @Test
    void shouldSayWhatCameInPlaceOfWhatWasExpected() throws IOException {
        assertEquals("expected a get of \"user:1\"; received: nothing", assertThrows(AssertionError.class,
            () -> memcached.assertReceived("get", "user:1")).getMessage());
        client.ask("set user:1 0 60 12\r\nHello, world\r\nget user:2\r\n", "STORED\r\nEND\r\n");
        assertEquals("expected a get of \"user:1\"; received: set \"user:1\" 0 60 (12 bytes), get \"user:2\"",
            assertThrows(AssertionError.class, () -> memcached.assertReceived("get", "user:1")).getMessage());
        assertEquals("expected a set never, not once; received: set \"user:1\" 0 60 (12 bytes), get \"user:2\"",
            assertThrows(AssertionError.class, () -> memcached.assertNotReceived("set")).getMessage());
        assertEquals("expected an add 2 times, not never; received: set \"user:1\" 0 60 (12 bytes), get \"user:2\"",
            assertThrows(AssertionError.class, () -> memcached.assertReceived(2, "add")).getMessage());
        memcached.assertReceived(1, "get");
        memcached.assertNotReceived("get", "user:1");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> memcached.assertNotReceived("gte")).getMessage()
            .endsWith("name=gte"));
    }
}
