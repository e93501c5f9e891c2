/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An embedder may close the cache before the server: its clients are closed then, and nobody hangs. */
class ClosedCacheTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"get k\r\n", "set k 0 0 1\r\nx\r\n", "delete k\r\n", "incr k 1\r\n", "touch k 0\r\n",
        "gat 0 k\r\n", "stats\r\n", "stats items\r\n", "flush_all\r\n"})
    void shouldCloseWhoeverAsksForTheCache(final String request) throws IOException {
        cache.close();
        for (int i = 0; i < 3; i++) {
            try (RawClient client = RawClient.of(server); RawClient other = RawClient.of(server)) {
                client.send("version\r\n").send(request);
                client.awaitClose();
                other.ask("version\r\n", "VERSION 1.6.45\r\n");
            }
        }
    }

    @Test
    void shouldNotSendWhatWasMadeForAConnectionThatFailedToAnotherOne() throws IOException {
        cache.close();
        try (RawClient client = RawClient.of(server); RawClient other = RawClient.of(server)) {
            client.send("mn\r\nmn\r\nget k\r\n");
            client.awaitClose();
            other.ask("version\r\n", "VERSION 1.6.45\r\n");
        }
    }

    @Test
    void shouldCloseWhoHasABodyOnTheWay() throws IOException {
        try (RawClient writer = RawClient.of(server)) {
            writer.ask("mn\r\n", "MN\r\n");
            writer.send("set k 0 0 1000\r\nabc");
            writer.send("d");
            cache.close();
            writer.sendInVain(RawClient.bytes("efgh"));
            writer.awaitClose();
            try (RawClient other = RawClient.of(server)) {
                other.ask("version\r\n", "VERSION 1.6.45\r\n");
            }
        }
    }

    @Test
    void shouldCloseASlowReaderWhoseValueWentWithTheCache() throws IOException {
        try (RawClient reader = RawClient.slowOf(server)) {
            reader.ask("set k 0 0 1000000\r\n" + "x".repeat(1_000_000) + "\r\n", "STORED\r\n");
            reader.send("get k get k get k get k get k get k get k get k\r\n".replace("get k get", "get k"));
            assertEquals("VALUE", reader.read(5));
            cache.close();
            reader.awaitClose();
        }
        try (RawClient other = RawClient.of(server)) {
            other.ask("version\r\n", "VERSION 1.6.45\r\n");
        }
    }

    @Test
    void shouldCloseWhoSentSeveralRequestsAtOnce() throws IOException {
        final byte[] value = new byte[1];
        // So many that the items of a pipeline are looked for before it is answered.
        for (int i = 0; i < 100_000; i++) {
            cache.set(RawClient.bytes("key" + i), value);
        }
        try (RawClient client = RawClient.of(server); RawClient other = RawClient.of(server)) {
            client.ask("version\r\n", "VERSION 1.6.45\r\n");
            cache.close();
            client.send("get key1\r\n".repeat(10));
            client.awaitClose();
            other.ask("version\r\n", "VERSION 1.6.45\r\n");
        }
    }
}
