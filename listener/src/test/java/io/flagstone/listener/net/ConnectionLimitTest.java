/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** More clients than may be connected. */
class ConnectionLimitTest {
    private static final int STORM = 10_000;

    private static ServerConfigBuilder config() {
        return ServerConfig.builder().address("127.0.0.1").port(0).threads(2);
    }

    @Test
    void shouldTurnAwayWhoIsOneTooMany() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(config().maxConnections(2).build());
                RawClient first = RawClient.of(server); RawClient second = RawClient.of(server);
                RawClient third = RawClient.of(server)) {
            first.ask("mn\r\n", "MN\r\n");
            second.ask("mn\r\n", "MN\r\n");
            assertEquals("ERROR Too many open connections\r\n", third.rest());
            assertEquals(1, first.stat("rejected_connections"));
            assertEquals(0, first.stat("listen_disabled_num"));
            assertEquals(1, first.stat("accepting_conns"));
        }
    }

    @Test
    void shouldLetOneTooManyWaitWhereThatWasAskedFor() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(config().maxConnections(2).maxconnsFast(false).build());
                RawClient first = RawClient.of(server); RawClient second = RawClient.of(server)) {
            first.ask("mn\r\n", "MN\r\n");
            second.ask("mn\r\n", "MN\r\n");
            try (RawClient third = RawClient.of(server)) {
                third.send("mn\r\n");
                Await.until("nobody is let in", () -> first.stat("accepting_conns") == 0);
                assertEquals(2, first.stat("curr_connections"));
                assertEquals(1, first.stat("listen_disabled_num"));
                assertEquals(-1, first.stat("rejected_connections"));
                second.reset();
                assertEquals("MN", third.line());
            }
            Await.until("somebody is let in", () -> first.stat("accepting_conns") == 1);
            Await.until("the time is counted", () -> first.stat("time_in_listen_disabled_us") > 0);
            first.ask("stats reset\r\n", "RESET\r\n");
            assertEquals(0, first.stat("listen_disabled_num"));
        }
    }

    @Test
    void shouldLetInOneForOneThatLeavesWhereverTheyWait() throws Exception {
        final ServerConfig config = config().address("127.0.0.2").maxConnections(2).maxconnsFast(false).build();
        try (MemcachedServer server = MemcachedServer.start(config);
                RawClient other = RawClient.of(server); RawClient first = RawClient.of(server)) {
            other.ask("mn\r\n", "MN\r\n");
            first.ask("mn\r\n", "MN\r\n");
            Await.until("nobody is let in", () -> other.stat("accepting_conns") == 0);
            try (RawClient here = RawClient.of(server); Socket there = new Socket("127.0.0.2", server.port())) {
                first.reset();
                Await.until("one of them is let in", () -> other.stat("total_connections") == 3);
                here.finish();
                there.shutdownOutput();
                Await.until("so is the other one", () -> other.stat("total_connections") == 4);
            }
            assertEquals(-1, other.stat("rejected_connections"));
        }
    }

    @Test
    void shouldServeOthersThroughAStormAndForgetIt() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(config().maxConnections(100).build());
                RawClient other = RawClient.of(server)) {
            other.ask("mn\r\n", "MN\r\n");
            for (int i = 0; i < STORM; i++) {
                final RawClient client = RawClient.of(server);
                if (i % 4 == 0) {
                    client.sendInVain(RawClient.bytes("set k 0 0 100\r\nhalf"));
                }
                client.reset();
                if (i % 100 == 0) {
                    other.ask("set k 0 0 1\r\nx\r\nget k\r\n", "STORED\r\nVALUE k 0 1\r\nx\r\nEND\r\n");
                }
            }
            Await.until("all have been seen", () -> other.stat("total_connections")
                + other.stat("rejected_connections") >= STORM * 9 / 10 && other.stat("curr_connections") == 1
                && other.stat("read_buf_count") == 0 && other.stat("read_buf_bytes") == 0);
        }
    }
}
