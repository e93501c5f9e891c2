/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.SlabClassStats;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients should not send, or not finish: each is answered, and another client on the same worker goes on. */
class BadInputTest {
    private static final int LARGEST_VALUE_OF_ONE_BYTE_KEY = 1048576 - 59 - 1;

    private ByteCache cache;
    private MemcachedServer server;
    private RawClient other;

    @BeforeEach
    void start() throws IOException {
        cache = ByteCache.builder().callerMaintains().build();
        server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1).build(), cache);
        other = RawClient.of(server);
        other.ask("version\r\n", "VERSION 1.6.45\r\n");
    }

    @AfterEach
    void stop() throws IOException {
        other.close();
        server.close();
        cache.close();
    }

    private long usedChunks() {
        return cache.stats().slabClasses().stream().mapToLong(SlabClassStats::usedChunks).sum();
    }

    private void awaitOnlyOther() throws Exception {
        Await.until("the other connections are closed", () -> other.stat("curr_connections") == 1);
    }

    @Test
    void shouldGiveBackTheMemoryOfBodiesThatNeverComplete() throws Exception {
        final List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            final int length = i % 3 == 0 ? 100 : i % 3 == 1 ? 50_000 : 1_000_000;
            final RawClient client = RawClient.of(server);
            clients.add(client.send("set k" + i + " 0 0 " + length + "\r\n" + "x".repeat(length / 2)));
        }
        Await.until("memory is taken for every body", () -> usedChunks() >= 30);
        Await.until("all have come in", () -> other.stat("total_connections") == 31);
        for (int i = 0; i < clients.size(); i++) {
            if (i % 2 == 0) {
                clients.get(i).close();
            } else {
                clients.get(i).reset();
            }
        }
        awaitOnlyOther();
        assertEquals(0, usedChunks());
        assertEquals(0, cache.stats().items());
        assertEquals(0, cache.stats().itemBytes());
    }

    @Test
    void shouldGiveBackTheMemoryOfABodyThatLacksOnlyItsEnd() throws Exception {
        final RawClient client = RawClient.of(server).send("set k 0 0 10\r\n0123456789\r");
        Await.until("memory is taken", () -> usedChunks() == 1);
        client.finish();
        assertEquals("", client.rest());
        awaitOnlyOther();
        assertEquals(0, usedChunks());
        other.ask("get k\r\n", "END\r\n");
    }

    @Test
    void shouldCloseALineOfMoreThan2048BytesWithoutAnEnd() throws Exception {
        for (final String line : new String[] {"x".repeat(2049), "gat 0 " + "k ".repeat(1100), "mg " + "y".repeat(3000),
            "set " + "z".repeat(5000), "\0".repeat(2049)}) {
            try (RawClient client = RawClient.of(server)) {
                client.send(line);
                assertEquals("", client.rest(), line.substring(0, 10));
            }
        }
        awaitOnlyOther();
        assertEquals(0, other.stat("read_buf_count"));
    }

    @Test
    void shouldWaitForTheEndOfALineOf2048BytesAndOfALongGet() throws Exception {
        try (RawClient client = RawClient.of(server); RawClient getter = RawClient.of(server)) {
            client.send("x".repeat(2048));
            final String keys = " key".repeat(5000);
            getter.send("get" + keys);
            Await.until("both lines are kept", () -> other.stat("read_buf_count") == 2);
            client.ask("\r\nversion\r\n", "ERROR\r\nVERSION 1.6.45\r\n");
            getter.ask("\r\nversion\r\n", "END\r\nVERSION 1.6.45\r\n");
            assertEquals(5000, other.stat("get_misses"));
        }
    }

    /** Whatever comes first: buffers grow to twice their size, and the line must not pass its limit with them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5_000, 9_000, 12_000, 15_000})
    void shouldStopReadingAGetThatNeverEnds(final int keysAtFirst) throws Exception {
        try (RawClient client = RawClient.of(server)) {
            client.send("get" + " key".repeat(keysAtFirst));
            Await.until("the first keys are kept", () -> other.stat("read_buf_bytes") > 0);
            client.sendInVain(RawClient.bytes(" key".repeat(1_500_000)));
            client.awaitClose();
        }
        awaitOnlyOther();
        assertEquals(1, other.stat("read_buf_oom"));
        assertEquals(0, other.stat("read_buf_bytes"));
    }

    @Test
    void shouldLiveOnAfterAMegabyteOfRandomBytes() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            final byte[] noise = new byte[1 << 20];
            new Random(seed).nextBytes(noise);
            try (RawClient client = RawClient.of(server)) {
                client.sendInVain(noise);
                client.sendInVain(RawClient.bytes("\r\n"));
                client.sendInVain(RawClient.bytes("quit\r\n"));
                client.awaitClose();
            }
            other.ask("set k 0 0 1\r\nx\r\nget k\r\ndelete k\r\n",
                "STORED\r\nVALUE k 0 1\r\nx\r\nEND\r\nDELETED\r\n");
        }
        awaitOnlyOther();
        cache.flush();
        cache.maintenance().doWork();
        assertEquals(0, usedChunks());
        assertEquals(0, other.stat("read_buf_count"));
    }

    @Test
    void shouldLiveOnAfterRandomWordsOfTheProtocol() throws Exception {
        final String[] words = {"get", "gets", "set", "add", "cas", "append", "prepend", "replace", "incr", "decr",
            "touch", "gat", "gats", "delete", "stats", "items", "slabs", "settings", "version", "flush_all", "noreply",
            "0", "1", "-1", "5", "60", "4294967295", "2147483648", "18446744073709551615", "a", "b", "\r\n", "\r\n",
            "\r\n", "k".repeat(250), "k".repeat(251), "\n", " ", "", "hello", "mn", "lru", "slabs reassign 1 2"};
        final Random random = new Random(11);
        for (int round = 0; round < 20; round++) {
            final StringBuilder noise = new StringBuilder();
            for (int i = 0; i < 5000; i++) {
                noise.append(words[random.nextInt(words.length)]).append(random.nextInt(4) == 0 ? "\r\n" : " ");
            }
            try (RawClient client = RawClient.of(server)) {
                final Thread reader = new Thread(() -> drain(client));
                reader.start();
                client.sendInVain(RawClient.bytes(noise.toString()));
                client.finish();
                reader.join();
            }
            other.ask("set mine 0 0 1\r\nx\r\nget mine\r\n",
                "STORED\r\nVALUE mine 0 1\r\nx\r\nEND\r\n");
        }
        awaitOnlyOther();
        cache.flush();
        cache.maintenance().doWork();
        assertEquals(0, usedChunks());
    }

    private static void drain(final RawClient client) {
        try {
            client.awaitClose();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldRefuseOneByteMoreThanAnItemHolds() throws Exception {
        final int most = LARGEST_VALUE_OF_ONE_BYTE_KEY;
        other.ask("set k 0 0 " + most + "\r\n" + "x".repeat(most) + "\r\n", "STORED\r\n");
        other.ask("add k 0 0 " + (most + 1) + "\r\n" + "x".repeat(most + 1) + "\r\n",
            "SERVER_ERROR object too large for cache\r\n");
        assertEquals(1, other.stat("curr_items"));
        other.ask("set k 0 0 " + (most + 1) + "\r\n" + "x".repeat(most + 1) + "\r\nget k\r\n",
            "SERVER_ERROR object too large for cache\r\nEND\r\n");
        assertEquals(2, other.stat("store_too_large"));
        assertEquals(0, usedChunks());
    }

    @Test
    void shouldSwallowABodyOfTwoGigabytesWithoutKeepingIt() throws Exception {
        try (RawClient client = RawClient.of(server)) {
            client.ask("set k 0 0 2147483645\r\n", "SERVER_ERROR object too large for cache\r\n");
            client.send(new byte[3 << 20]);
            Await.until("the body is read", () -> other.stat("bytes_read") > 3 << 20);
            assertEquals(0, other.stat("read_buf_bytes"));
            assertTrue(other.stat("curr_items") == 0);
        }
        awaitOnlyOther();
    }

    @Test
    void shouldSayWhatItMeetsInPlaceOfTextAndClose() throws Exception {
        final String[] greetings = {"\u0016\3\1\2\0\1", "\u0016"};
        for (final String greeting : greetings) {
            try (RawClient client = RawClient.of(server)) {
                client.send(greeting);
                assertTrue(client.rest().matches("SERVER_ERROR TLS .* is not served here: .*\r\n"));
            }
        }
        awaitOnlyOther();
        try (RawClient client = RawClient.of(server)) {
            client.ask("mn\r\n\u0080 x\r\n\u0016 x\r\n", "MN\r\nERROR\r\nERROR\r\n");
        }
    }

    @Test
    void shouldNotTakeTheDataBlockOfAMetaSetForCommands() throws Exception {
        final String unknown = "CLIENT_ERROR invalid flag\r\n";
        other.ask("ms k 11 w\r\nflush_all\r\n\r\nmn\r\n", unknown + "MN\r\n");
        other.ask("ms k 11 T0 w\r\nset x 0 0 9\r\nmn\r\n", unknown + "MN\r\n");
        other.ask("ms k S3\r\nabc\r\nmn\r\n", "CLIENT_ERROR bad command line format\r\nERROR\r\nMN\r\n");
        other.ask("ms k 9\r\nflush_all\r\nmg k v\r\n", "HD\r\nVA 9\r\nflush_all\r\n");
        other.send("ms k 3000000\r\n");
        other.send(new byte[3_000_000]);
        other.ask("\r\nmg k\r\n", "SERVER_ERROR object too large for cache\r\nEN\r\n");
        assertEquals(0, other.stat("cmd_flush"));
    }

    @Test
    void shouldTakeACommandForNoBodyAfterANegativeOrAbsurdLength() throws Exception {
        final String error = "CLIENT_ERROR bad command line format\r\n";
        other.ask("set k 0 0 -1\r\nversion\r\n", error + "VERSION 1.6.45\r\n");
        other.ask("set k 0 0 2147483646\r\nversion\r\n", error + "VERSION 1.6.45\r\n");
        other.ask("set k 0 0 99999999999999999999\r\nversion\r\n", error + "VERSION 1.6.45\r\n");
        other.ask("set " + "k".repeat(251) + " 0 0 3\r\nabc\r\nversion\r\n", error + "VERSION 1.6.45\r\n");
        other.ask("set k 0 0 3\r\nabcdef\r\nversion\r\n",
            "CLIENT_ERROR bad data chunk\r\n" + error + "VERSION 1.6.45\r\n");
    }
}
