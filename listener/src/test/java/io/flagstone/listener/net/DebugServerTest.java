/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A server that was started for tests, and one that was not. */
class DebugServerTest {
    private static final ServerConfig CONFIG = ServerConfig.builder().address("127.0.0.1").port(0).threads(2)
        .slabAutomove(0).build();

    private static MemcachedServer debugged() throws IOException {
        System.setProperty("flagstone.debug", "true");
        try {
            return MemcachedServer.start(CONFIG);
        } finally {
            System.clearProperty("flagstone.debug");
        }
    }

    @Test
    void shouldKnowTheCommandsOfTestsOnlyWhenStartedForTests() throws IOException {
        try (MemcachedServer server = MemcachedServer.start(CONFIG); RawClient client = RawClient.of(server)) {
            client.ask("debugtime +5\r\ndebugitem lock a\r\n", "ERROR\r\nERROR\r\n");
        }
    }

    @Test
    void shouldLetTimePassAtAWord() throws IOException {
        try (MemcachedServer server = debugged(); RawClient client = RawClient.of(server)) {
            final long before = client.stat("uptime");
            client.ask("set a 0 100 1\r\nx\r\ndebugtime p\r\ndebugtime +99\r\nget a\r\n",
                "STORED\r\nOK\r\nOK\r\nVALUE a 0 1\r\nx\r\nEND\r\n");
            client.ask("debugtime +2\r\nget a\r\ndebugtime r\r\n", "OK\r\nEND\r\nOK\r\n");
            assertTrue(client.stat("uptime") >= before + 101);
        }
    }

    @Test
    void shouldLetNobodyWaitForAnItemThatIsLocked() throws Exception {
        try (MemcachedServer server = debugged(); RawClient client = RawClient.of(server);
                RawClient other = RawClient.of(server)) {
            final StringBuilder sets = new StringBuilder();
            for (int i = 0; i < 3_000; i++) {
                sets.append("set k").append(i).append(" 0 0 100 noreply\r\n").append("x".repeat(100)).append("\r\n");
            }
            client.ask(sets + "debugitem lock k0\r\ndebugitem lock k1\r\ndebugitem ref k1\r\n", "OK\r\nOK\r\nOK\r\n");
            other.ask("set k0 0 0 1\r\ny\r\nget k0\r\nincr k1 1\r\ndelete k1\r\ntouch k1 0\r\n",
                "STORED\r\nVALUE k0 0 1\r\ny\r\nEND\r\n"
                + "CLIENT_ERROR cannot increment or decrement non-numeric value\r\nDELETED\r\nNOT_FOUND\r\n");
            for (int i = 0; i < 20; i++) {
                other.send("slabs reassign -1 0\r\n");
                assertTrue(other.line().matches("OK|BUSY .*|NOSPARE .*"));
            }
            other.ask("flush_all\r\nget k2\r\n", "OK\r\nEND\r\n");
            assertEquals(0, other.stat("log_watchers"));
        }
    }
}
