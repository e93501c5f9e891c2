/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.SlabClassStats;
import io.flagstone.engine.StoreResult;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do not take their replies, or take them slowly, with one worker that has others to serve. */
class SlowReaderTest {
    private static final int LARGE = 1024 * 1024 - 320;
    private static final int KEPT_AT_MOST = 400 << 10;

    private ByteCache cache;
    private MemcachedServer server;

    @BeforeEach
    void start() throws IOException {
        cache = ByteCache.builder().callerMaintains().build();
        server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1).build(), cache);
    }

    @AfterEach
    void stop() {
        server.close();
        cache.close();
    }

    private long usedChunks() {
        return cache.stats().slabClasses().stream().mapToLong(SlabClassStats::usedChunks).sum();
    }

    private void maintain() throws Exception {
        cache.maintenance().doWork();
    }

    private static byte[] value(final int length, final long seed) {
        final byte[] value = new byte[length];
        new Random(seed).nextBytes(value);
        return value;
    }

    private static String text(final byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A client that has asked for more than the system's buffers hold, and for which the server now keeps replies. */
    private RawClient stuck(final RawClient other, final String requests) throws Exception {
        final long before = other.stat("read_buf_count");
        final RawClient client = RawClient.slowOf(server).send(requests);
        Await.until("the server keeps what the client asked for", () -> other.stat("read_buf_count") > before);
        return client;
    }

    @Test
    void shouldKeepLittleForAClientThatNeverReadsAndServeOthers() throws Exception {
        cache.set(RawClient.bytes("big"), value(LARGE, 1));
        try (RawClient other = RawClient.of(server)) {
            final List<RawClient> stuck = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                stuck.add(stuck(other, "get big big big\r\n".repeat(1000)));
            }
            assertTrue(other.stat("read_buf_bytes") <= 5L * KEPT_AT_MOST, "kept: " + other.stat("read_buf_bytes"));
            // The last of them may still fill what the system keeps for it.
            Await.until("nothing more is made for who does not read", () -> {
                final long written = other.stat("bytes_written");
                for (int i = 0; i < 1000; i++) {
                    other.ask("set k 0 0 1\r\nx\r\nget k\r\n", "STORED\r\nVALUE k 0 1\r\nx\r\nEND\r\n");
                }
                return other.stat("bytes_written") - written < LARGE;
            });
            for (final RawClient client : stuck) {
                client.close();
            }
            Await.until("their connections are closed", () -> other.stat("curr_connections") == 1);
            assertEquals(0, other.stat("read_buf_count"));
            assertEquals(0, other.stat("read_buf_bytes"));
        }
    }

    @Test
    void shouldHoldADeletedValueWhileItIsSentAndNoLonger() throws Exception {
        cache.set(RawClient.bytes("big"), value(LARGE, 1));
        try (RawClient other = RawClient.of(server)) {
            final RawClient client = stuck(other, "get big\r\n".repeat(100));
            other.ask("delete big\r\n", "DELETED\r\n");
            maintain();
            assertTrue(usedChunks() > 0, "the value is being sent");
            client.reset();
            Await.until("the connection is closed", () -> other.stat("curr_connections") == 1);
            maintain();
            assertEquals(0, usedChunks());
            assertEquals(0, cache.stats().items());
        }
    }

    @Test
    void shouldSendTheOldValueToItsEndWhenAFlushComesBetween() throws Exception {
        final byte[] value = value(LARGE, 2);
        cache.set(RawClient.bytes("big"), value);
        final int times = 20;
        try (RawClient other = RawClient.of(server);
            RawClient client = stuck(other, "get big\r\n".repeat(times))) {
            final String whole = "VALUE big 0 " + LARGE + "\r\n" + text(value) + "\r\nEND\r\n";
            other.ask("flush_all\r\n", "OK\r\n");
            maintain();
            client.send("version\r\n");
            int hits = 0;
            String line = client.line();
            for (; line.startsWith("VALUE"); line = client.line()) {
                assertTrue(whole.equals(line + "\r\n" + client.read(whole.length() - line.length() - 2)), "byte exact");
                hits++;
            }
            assertTrue(hits > 0 && hits < times, "hits: " + hits);
            for (int i = hits; i < times; i++) {
                assertEquals("END", line);
                line = client.line();
            }
            assertEquals("VERSION 1.6.45", line);
            maintain();
            assertEquals(0, usedChunks());
        }
    }

    @Test
    void shouldGoOnWithARetrievalOfManyLengthsWhereItStopped() throws Exception {
        final int[] lengths =
            {1, LARGE, 2, 0, 16384, 16385, 100, 16383, 500_000, 1, 1, LARGE, 65_536, 131_072, 3, 17_000};
        final StringBuilder keys = new StringBuilder();
        final StringBuilder values = new StringBuilder();
        for (int i = 0; i < lengths.length; i++) {
            final String key = "k".repeat(1 + i * 16 % 250) + i;
            final byte[] value = value(lengths[i], i);
            assertEquals(StoreResult.STORED, cache.set(RawClient.bytes(key), value, i, Duration.ZERO));
            keys.append(' ').append(key).append(" missing");
            values.append("VALUE " + key + " " + i + " " + lengths[i] + "\r\n").append(text(value)).append("\r\n");
        }
        final int times = 4;
        final String answer = values + "END\r\n";
        try (RawClient other = RawClient.of(server);
            RawClient client = stuck(other, ("get" + keys + "\r\n").repeat(times) + "version\r\n")) {
            for (int i = 0; i < times; i++) {
                assertSame(answer, slowly(client, answer.length()), "answer " + i);
            }
            assertEquals("VERSION 1.6.45", client.line());
            assertEquals(lengths.length * times, other.stat("get_hits"));
            assertEquals(lengths.length * times, other.stat("get_misses"));
        }
    }

    @Test
    void shouldAnswerMetaGetsOfManyLengthsInOrderToAClientThatReadsSlowly() throws Exception {
        final int[] lengths = {LARGE, 1, 0, 16384, 16385, 500_000, 3};
        final StringBuilder requests = new StringBuilder();
        final StringBuilder answers = new StringBuilder();
        for (int i = 0; i < lengths.length; i++) {
            final byte[] value = value(lengths[i], i);
            assertEquals(StoreResult.STORED, cache.set(RawClient.bytes("k" + i), value, i, Duration.ZERO));
            requests.append("mg k" + i + " v k O" + i + "\r\nmg missing v q\r\nmg missing O1\r\n");
            answers.append("VA " + lengths[i] + " kk" + i + " O" + i + "\r\n").append(text(value))
                .append("\r\nEN O1\r\n");
        }
        final int times = 8;
        try (RawClient other = RawClient.of(server);
            RawClient client = stuck(other, requests.toString().repeat(times) + "mn\r\n")) {
            assertTrue(other.stat("read_buf_bytes") <= KEPT_AT_MOST, "kept: " + other.stat("read_buf_bytes"));
            for (int i = 0; i < times; i++) {
                assertSame(answers.toString(), slowly(client, answers.length()), "answer " + i);
            }
            assertEquals("MN", client.line());
            assertEquals(lengths.length * times, other.stat("get_hits"));
            assertEquals(2 * lengths.length * times, other.stat("get_misses"));
        }
    }

    /** As assertEquals, but tells where they differ and not the megabytes. */
    private static void assertSame(final String wanted, final String seen, final String what) {
        final int at = Arrays.mismatch(wanted.toCharArray(), seen.toCharArray());
        assertEquals(-1, at, () -> what + " differs at " + at + " of " + wanted.length() + ": "
            + wanted.substring(at, Math.min(wanted.length(), at + 40)) + " | "
            + seen.substring(Math.min(seen.length(), at), Math.min(seen.length(), at + 40)));
    }

    private static String slowly(final RawClient client, final int length) throws IOException {
        final StringBuilder read = new StringBuilder(length);
        int step = 1;
        while (read.length() < length) {
            final String more = client.read(Math.min(step, length - read.length()));
            if (more.isEmpty()) {
                break;
            }
            read.append(more);
            step = step * 3 % 50_021 + 1;
        }
        return read.toString();
    }

    @Test
    void shouldKeepTheOrderOfSmallRepliesThatTheClientTakesLate() throws Exception {
        final StringBuilder requests = new StringBuilder();
        final StringBuilder answers = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            final byte[] value = RawClient.bytes(String.valueOf((char) ('a' + i % 26)).repeat(9000));
            cache.set(RawClient.bytes("k" + i), value);
        }
        for (int i = 0; i < 2000; i++) {
            requests.append("get k").append(i % 40).append("\r\nincr none 1\r\n");
            answers.append("VALUE k").append(i % 40).append(" 0 9000\r\n")
                .append(String.valueOf((char) ('a' + i % 40 % 26)).repeat(9000)).append("\r\nEND\r\nNOT_FOUND\r\n");
        }
        try (RawClient other = RawClient.of(server); RawClient client = stuck(other, requests.toString())) {
            assertSame(answers.toString(), client.read(answers.length()), "answers");
        }
    }

    @Test
    void shouldOutliveClientsThatGoAwayInTheMiddleOfDeepPipelines() throws Exception {
        cache.set(RawClient.bytes("v"), value(15_000, 3));
        try (RawClient other = RawClient.of(server)) {
            for (int i = 0; i < 40; i++) {
                final RawClient client = RawClient.slowOf(server);
                client.send("get v\r\n".repeat(15_000 + i * 500));
                client.read(i * 20_000);
                client.reset();
            }
            Await.until("their connections are closed", () -> other.stat("curr_connections") == 1);
            assertEquals(0, other.stat("read_buf_count"));
            other.ask("delete v\r\n", "DELETED\r\n");
            maintain();
            assertEquals(0, usedChunks());
        }
    }
}
