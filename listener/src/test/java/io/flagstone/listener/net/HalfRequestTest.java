/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ManualClock;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that begin requests and stop, until what they hold is in the way of others. */
class HalfRequestTest {
    private static final int LARGE = 1_000_000;
    private static final long MEMORY = 16 << 20;
    private static final int STILL = 4;

    private final ManualClock clock = new ManualClock();
    private final List<RawClient> clients = new ArrayList<>();
    private ByteCache cache;
    private MemcachedServer server;

    @BeforeEach
    void start() throws IOException {
        cache = ByteCache.builder().memoryLimit(MEMORY).clock(clock).callerMaintains().build();
        server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1)
            .readBufferLimit(1 << 20).outputLimit(1 << 20).build(), cache);
    }

    @AfterEach
    void stop() throws IOException {
        for (final RawClient client : clients) {
            client.close();
        }
        server.close();
        cache.close();
    }

    private RawClient client() throws IOException {
        final RawClient client = RawClient.of(server);
        clients.add(client);
        return client;
    }

    /** A client whose value has come but for the end. */
    private RawClient half(final int number) throws IOException {
        return client().send("mn\r\nset half" + number + " 0 0 " + LARGE + "\r\n" + "x".repeat(1000));
    }

    @Test
    void shouldRefuseAValueWhileHalfOfTheMemoryIsUnderWay() throws Exception {
        try (RawClient other = RawClient.of(server)) {
            int begun = 0;
            while (begun < 8) {
                assertEquals("MN", half(begun).line());
                begun++;
            }
            final RawClient refused = half(begun);
            assertEquals("MN", refused.line());
            assertEquals("SERVER_ERROR out of memory storing object", refused.line());
            assertEquals(1, other.stat("store_no_memory"));
            other.ask("set k 0 0 1\r\nx\r\nget k\r\n", "STORED\r\nVALUE k 0 1\r\nx\r\nEND\r\n");
            refused.ask("x".repeat(LARGE - 1000) + "\r\nmn\r\n", "MN\r\n");
        }
    }

    @Test
    void shouldTakeItBackFromWhoStandsStillAndLetGoOnWhoGoesOn() throws Exception {
        try (RawClient other = RawClient.of(server)) {
            final List<RawClient> still = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                still.add(half(i));
                assertEquals("MN", still.get(i).line());
            }
            final RawClient alive = half(6);
            assertEquals("MN", alive.line());
            clock.advance(Duration.ofSeconds(STILL / 2));
            final long read = other.stat("bytes_read");
            alive.send("x".repeat(100_000));
            Await.until("one goes on", () -> other.stat("bytes_read") >= read + 100_000);
            clock.advance(Duration.ofSeconds(STILL / 2));
            for (final RawClient client : still) {
                assertEquals("", client.rest());
            }
            Await.until("they are counted", () -> other.stat("read_buf_oom") == 6);
            alive.ask("x".repeat(LARGE - 101_000) + "\r\n", "STORED\r\n");
        }
    }

    @Test
    void shouldBoundWhatIsKeptOfLinesWithoutAnEnd() throws Exception {
        try (RawClient other = RawClient.of(server)) {
            final String line = "get " + "k ".repeat(100_000);
            for (int i = 0; i < 20; i++) {
                client().sendInVain(RawClient.bytes(line));
                assertTrue(other.stat("read_buf_bytes") <= 1 << 20, "kept: " + other.stat("read_buf_bytes"));
            }
            Await.until("most are refused", () -> other.stat("read_buf_oom") >= 15);
            other.ask("get k\r\n", "END\r\n");
            clock.advance(Duration.ofSeconds(STILL));
            Await.until("there is room again", () -> other.stat("read_buf_bytes") <= 1 << 18);
        }
    }

    @Test
    void shouldLetGoOfWhoTakesNothingWhileOthersNeedTheRoom() throws Exception {
        final String value = "x".repeat(16_000);
        try (RawClient other = RawClient.of(server)) {
            other.ask("set k 0 0 16000\r\n" + value + "\r\n", "STORED\r\n");
            for (int i = 0; i < 90; i++) {
                final RawClient deaf = RawClient.slowOf(server);
                clients.add(deaf);
                deaf.sendInVain(RawClient.bytes("get k\r\n".repeat(2000)));
                assertTrue(other.stat("read_buf_bytes") <= 2 << 20, "kept: " + other.stat("read_buf_bytes"));
            }
            Await.until("some are refused", () -> other.stat("response_obj_oom") > 0);
            clock.advance(Duration.ofSeconds(STILL));
            Await.until("there is room again", () -> other.stat("read_buf_bytes") <= 1 << 20);
            other.ask("get k\r\n", "VALUE k 0 16000\r\n" + value + "\r\nEND\r\n");
        }
    }
}
