/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.net.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client sees when something goes wrong on purpose. */
class FaultsTest {
    private static final String HIT = "VALUE k 0 3\r\nabc\r\nEND\r\n";
    private static final String NOOP = "mn\r\n";
    private static final String NOOP_ANSWER = "MN\r\n";

    private final TestMemcached memcached = TestMemcached.start();
    private final Faults faults = memcached.faults();
    private RawClient client;
    private RawClient other;

    @BeforeEach
    void connect() throws IOException {
        client = RawClient.of(memcached.port());
        other = RawClient.of(memcached.port());
        client.ask("set k 0 0 3\r\nabc\r\n", "STORED\r\n");
        other.ask(NOOP, NOOP_ANSWER);
        memcached.forgetCommands();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        other.close();
        memcached.close();
    }

    /** The server has one worker: when another client is answered, it is through with what this one sent before. */
    private void assertNothingComes(final String name) throws IOException {
        memcached.awaitReceived(name);
        other.ask(NOOP, NOOP_ANSWER);
        assertEquals(0, client.available());
    }

    private void assertReply(final String reply) throws IOException {
        assertEquals(reply, client.read(reply.length()));
    }

    @Test
    void shouldHoldRepliesInTheirOrderUntilTheyAreReleased() throws IOException {
        faults.on("get").hold();
        client.send("get k\r\ndelete k\r\nget k\r\n");
        memcached.awaitReceived(2, "get");
        assertNothingComes("delete");
        assertNull(memcached.cache().get("k".getBytes(StandardCharsets.US_ASCII)));
        faults.release();
        assertReply(HIT + "DELETED\r\nEND\r\n");
        client.send("get k\r\n");
        memcached.awaitReceived(3, "get");
        assertNothingComes("get");
    }

    @Test
    void shouldSendWhatAFaultHoldsWhenItEnds() throws IOException {
        try (Fault held = faults.on("get").times(1).hold()) {
            client.send("get k\r\n");
            assertNothingComes("get");
            assertEquals(1, held.count());
        }
        assertReply(HIT);
        client.ask("get k\r\n", HIT);
    }

    @Test
    void shouldDelayRepliesByTheClockOfTheTest() throws IOException {
        faults.on().key("k").delay(Duration.ofSeconds(2));
        client.send("get k\r\n");
        assertNothingComes("get");
        memcached.clock().advance(Duration.ofMillis(1999));
        assertNothingComes("get");
        memcached.clock().advance(Duration.ofMillis(1));
        assertReply(HIT);
        client.ask("get absent\r\n", "END\r\n");
    }

    @Test
    void shouldHoldLargeRepliesForAClientThatIsSlowToTakeThem() throws IOException {
        final String value = "v".repeat(1_000_000);
        client.ask("set large 0 0 1000000\r\n" + value + "\r\n", "STORED\r\n");
        faults.on("get").hold();
        client.send("get large\r\nget large\r\nget large\r\nget large\r\nmn\r\n");
        assertNothingComes("mn");
        faults.clear();
        for (int i = 0; i < 4; i++) {
            assertReply("VALUE large 0 1000000\r\n" + value + "\r\nEND\r\n");
        }
        assertReply(NOOP_ANSWER);
    }

    @Test
    void shouldCloseAClientForWhichTooMuchIsHeld() throws IOException {
        client.ask("set large 0 0 1000000\r\n" + "v".repeat(1_000_000) + "\r\n", "STORED\r\n");
        faults.on("get").hold();
        client.send("get large\r\n".repeat(100));
        client.awaitClose();
        other.ask(NOOP, NOOP_ANSWER);
    }

    @Test
    void shouldLoseRequests() throws IOException {
        faults.on("set").dropRequest();
        client.send("set k 0 0 1\r\nx\r\nget k\r\n");
        assertReply(HIT);
        assertEquals("x", memcached.assertReceived("set", "k").text());
    }

    @Test
    void shouldLoseReplies() throws IOException {
        faults.on("set").dropReply();
        client.send("set k 0 0 3\r\nxyz\r\nget k\r\n");
        assertReply("VALUE k 0 3\r\nxyz\r\nEND\r\n");
    }

    @Test
    void shouldHaveNoMemoryLeft() throws IOException {
        faults.on("set", "incr", "ms").outOfMemory();
        client.ask("set k 0 0 1\r\nx\r\n", "SERVER_ERROR out of memory storing object\r\n");
        client.ask("get k\r\n", "END\r\n");
        client.ask("incr k 1\r\n", "SERVER_ERROR out of memory\r\n");
        client.ask("ms k 1 q\r\nx\r\n", "SERVER_ERROR out of memory storing object\r\n");
        client.send("set k 0 0 1 noreply\r\nx\r\n");
        client.ask(NOOP, NOOP_ANSWER);
    }

    @Test
    void shouldAnswerWhatItIsToldToSomeKeysSomeTimes() throws IOException {
        final Fault busy = faults.on("get").keys(key -> key.startsWith("user:")).times(2).answer("SERVER_ERROR busy");
        client.ask("get k\r\n", HIT);
        client.ask("get a user:1\r\n", "SERVER_ERROR busy\r\n");
        client.ask("get user:2\r\n", "SERVER_ERROR busy\r\n");
        client.ask("get user:3\r\n", "END\r\n");
        assertEquals(2, busy.count());
        assertTrue(busy.toString().contains("ANSWER SERVER_ERROR busy"), busy.toString());
    }

    @Test
    void shouldAnswerInPacketsToABinaryClient() throws IOException {
        faults.on("get").answer("SERVER_ERROR busy");
        faults.on("set").outOfMemory();
        client.close();
        client = RawClient.of(memcached.port());
        client.send(get("k"));
        assertEquals("\u0081\0\0\0\0\0\0\u0084\0\0\0\u0011\0\0\0\7\0\0\0\0\0\0\0\0SERVER_ERROR busy",
            client.read(24 + 17));
        client.send(RawClient.bytes("\u0080\1\0\1\b\0\0\0\0\0\0\n\0\0\0\7\0\0\0\0\0\0\0\0"
            + "\0\0\0\0\0\0\0\0kx"));
        final String answer = client.read(24 + 29);
        assertEquals("\u0081\1\0\0\0\0\0\u0082", answer.substring(0, 8));
        assertEquals("Out of memory allocating item", answer.substring(24));
    }

    private static byte[] get(final String key) {
        return RawClient.bytes("\u0080\0\0" + (char) key.length() + "\0\0\0\0\0\0\0" + (char) key.length()
            + "\0\0\0\7\0\0\0\0\0\0\0\0" + key);
    }

    @Test
    void shouldCutAReplyAndClose() throws IOException {
        faults.on("get").cutReply(16);
        client.send("get k\r\nmn\r\n");
        assertEquals("VALUE k 0 3\r\nabc", client.rest());
        memcached.assertNotReceived("mn");
    }

    @Test
    void shouldSendAReplyWholeThatIsShorterThanWhereItIsCut() throws IOException {
        faults.on("get").cutReply(1000);
        client.send("get k\r\n");
        assertEquals(HIT, client.rest());
    }

    @Test
    void shouldCutBehindWhatIsHeld() throws IOException {
        faults.on("delete").hold();
        faults.on("get").cutReply(3);
        client.send("delete k\r\nget k\r\n");
        assertNothingComes("get");
        faults.release();
        assertEquals("DELETED\r\nEND", client.rest());
    }

    @Test
    void shouldCloseTheConnectionByWhichACommandComes() throws IOException {
        faults.on("get").closeConnection();
        client.send("mn\r\nget k\r\nmn\r\n");
        assertEquals(NOOP_ANSWER, client.rest());
        other.ask(NOOP, NOOP_ANSWER);
    }

    @Test
    void shouldCloseEveryConnectionAndTakeNewOnes() throws IOException {
        faults.on("get").hold();
        client.send("get k\r\n");
        assertNothingComes("get");
        faults.closeConnections();
        assertEquals("", client.rest());
        assertEquals("", other.rest());
        try (RawClient again = RawClient.of(memcached.port())) {
            again.ask(NOOP, NOOP_ANSWER);
            assertEquals(1, again.stat("curr_connections"));
        }
    }

    @Test
    void shouldCloseAConnectionWhoseClientTakesNothing() throws IOException {
        client.ask("set large 0 0 1000000\r\n" + "v".repeat(1_000_000) + "\r\n", "STORED\r\n");
        client.send("get large\r\n".repeat(50));
        memcached.awaitReceived("get", "large");
        faults.closeConnections();
        client.awaitClose();
        try (RawClient again = RawClient.of(memcached.port())) {
            again.ask(NOOP, NOOP_ANSWER);
            assertEquals(1, again.stat("curr_connections"));
        }
    }

    @Test
    void shouldLetTheFaultHaveACommandThatBeganLast() throws IOException {
        faults.on().answer("SERVER_ERROR all");
        final Fault gets = faults.on("get").answer("SERVER_ERROR gets");
        client.ask("get k\r\n", "SERVER_ERROR gets\r\n");
        gets.end();
        client.ask("get k\r\n", "SERVER_ERROR all\r\n");
        faults.clear();
        client.ask("get k\r\n", HIT);
        assertEquals("Faults[]", faults.toString());
    }

    @Test
    void shouldTellWhatIsWrongWithARule() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> faults.on("gte")).getMessage()
            .matches("name must be one of add append .* watch: name=gte"));
        assertEquals("count must be > 0: count=0",
            assertThrows(IllegalArgumentException.class, () -> faults.on().times(0)).getMessage());
        assertEquals("time must be > 0: time=PT0S",
            assertThrows(IllegalArgumentException.class, () -> faults.on().delay(Duration.ZERO)).getMessage());
        assertEquals("bytes must be >= 0: bytes=-1",
            assertThrows(IllegalArgumentException.class, () -> faults.on().cutReply(-1)).getMessage());
    }
}
