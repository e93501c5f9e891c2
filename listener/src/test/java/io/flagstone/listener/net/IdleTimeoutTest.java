/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.SlabClassStats;
import io.flagstone.listener.ManualClock;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that send nothing, where they are let go after a minute. */
class IdleTimeoutTest {
    private static final int TIMEOUT = 60;

    private final ManualClock clock = new ManualClock();
    private ByteCache cache;
    private MemcachedServer server;

    @BeforeEach
    void start() throws IOException {
        cache = ByteCache.builder().clock(clock).callerMaintains().build();
        server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1)
            .idleTimeout(TIMEOUT).build(), cache);
    }

    @AfterEach
    void stop() {
        server.close();
        cache.close();
    }

    /** Lets half of the time pass, and one second more; who is busy says something before it is up. */
    private void passHalf(final RawClient busy) throws IOException {
        clock.advance(Duration.ofSeconds(TIMEOUT / 2 + 1));
        busy.ask("mn\r\n", "MN\r\n");
    }

    @Test
    void shouldLetGoOfWhoSendsNothingAndOfNobodyElse() throws Exception {
        try (RawClient silent = RawClient.of(server); RawClient once = RawClient.of(server);
                RawClient busy = RawClient.of(server); RawClient watching = RawClient.of(server)) {
            watching.ask("watch\r\n", "OK\r\n");
            Await.until("all are connected", () -> busy.stat("curr_connections") == 4);
            passHalf(busy);
            once.ask("mn\r\n", "MN\r\n");
            passHalf(busy);
            assertEquals("", silent.rest());
            Await.until("it is counted", () -> busy.stat("curr_connections") == 3);
            assertEquals(1, busy.stat("idle_kicks"));
            passHalf(busy);
            assertEquals("", once.rest());
            Await.until("it is counted", () -> busy.stat("curr_connections") == 2);
            assertEquals(2, busy.stat("idle_kicks"));
        }
    }

    @Test
    void shouldTakeBackWhatHalfARequestHolds() throws Exception {
        try (RawClient half = RawClient.of(server); RawClient line = RawClient.of(server);
                RawClient busy = RawClient.of(server)) {
            half.send("set k 0 0 1000000\r\n" + "x".repeat(1000));
            line.send("get ");
            Await.until("both have come", () -> busy.stat("bytes_read") > 0 && busy.stat("curr_connections") == 3
                && busy.stat("read_buf_count") == 1 && used() > 0);
            passHalf(busy);
            passHalf(busy);
            assertEquals("", half.rest());
            assertEquals("", line.rest());
            Await.until("both are counted", () -> busy.stat("idle_kicks") == 2);
            cache.maintenance().doWork();
            assertEquals(0, used());
            assertEquals(0, busy.stat("read_buf_count"));
        }
    }

    private long used() {
        return cache.stats().slabClasses().stream().mapToLong(SlabClassStats::usedChunks).sum();
    }

    @Test
    void shouldLetABodyTakeItsTimeThatGoesOn() throws Exception {
        try (RawClient slow = RawClient.of(server); RawClient busy = RawClient.of(server)) {
            slow.send("set k 0 0 400000\r\n");
            for (int i = 0; i < 4; i++) {
                final long read = busy.stat("bytes_read");
                slow.send("x".repeat(100_000));
                Await.until("it has come", () -> busy.stat("bytes_read") >= read + 100_000);
                passHalf(busy);
            }
            slow.ask("\r\n", "STORED\r\n");
            assertEquals(0, busy.stat("idle_kicks"));
        }
    }
}
