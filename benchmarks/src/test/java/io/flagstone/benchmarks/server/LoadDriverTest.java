/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.workload.ValueSizes;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadDriverTest {
    private static Script script(final Load load) {
        return Script.of(load, new TextExchanges(load));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 100, 0", "4, 16, 1, 100, 0", "4, 16, 1, etc, 30", "2, 8, 1, 100000-200000, 50",
        "3, 2, 50, 100, 0", "3, 2, 5, 20000, 10"})
    void shouldBeAnsweredRightWhenTheServerIsOurs(final int connections, final int inFlight, final int keysPerGet,
        final String values, final int setPercent) throws IOException {
        final Load load =
            new Load(connections, inFlight, keysPerGet, 200, ValueSizes.named(values), setPercent, 0.99, 1);
        try (MemcachedServer server = MemcachedServer.start(ServerConfig.builder().port(0).build())) {
            final InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            Preload.store(address, new TextExchanges(load));
            try (LoadDriver driver = LoadDriver.start(address, script(load), connections)) {
                while (driver.answered() < 1000) {
                    driver.runFor(0.01);
                }
            }
            final ServerStats stats = new ServerStats(address);
            assertTrue(stats.number("get_hits") > 0);
            assertEquals(0, stats.number("get_misses"));
            assertEquals(setPercent > 0, stats.number("cmd_set") > load.items());
        }
    }

    @Test
    void shouldBreakWhenNothingIsStored() throws IOException {
        final Load load = new Load(1, 4, 1, 10, ValueSizes.named("10"), 0, 0.99, 1);
        try (MemcachedServer server = MemcachedServer.start(ServerConfig.builder().port(0).build())) {
            final LoadDriver driver = LoadDriver.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), script(load), 1);
            final IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> driver.runFor(30));
            assertTrue(failure.getMessage().contains("is not what it has to be: END"), failure.getMessage());
            assertThrows(IllegalStateException.class, driver::close);
        }
    }

    @ParameterizedTest
    @CsvSource({"ERROR", "VALUE key 0 1", "STORED"})
    void shouldBreakWhenAReplyIsWrong(final String reply) throws IOException {
        final Load load = new Load(1, 1, 1, 10, ValueSizes.named("10"), 0, 0.99, 1);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final LoadDriver driver = LoadDriver.start(
                new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), script(load), 1);
            try (Socket socket = listener.accept(); OutputStream out = socket.getOutputStream()) {
                out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                final IllegalStateException failure =
                    assertThrows(IllegalStateException.class, () -> driver.runFor(30));
                assertTrue(failure.getMessage().contains(reply), failure.getMessage());
            } finally {
                assertThrows(IllegalStateException.class, driver::close);
            }
        }
    }

    @Test
    void shouldSayThatNobodyListensWhenNobodyDoes() throws IOException {
        try (Socket silent = new Socket()) {
            // It has the port, so that nobody else can, and does not listen.
            silent.bind(new InetSocketAddress("127.0.0.1", 0));
            final int port = silent.getLocalPort();
            final String message = assertThrows(IOException.class,
                () -> LoadDriver.connect(new InetSocketAddress("127.0.0.1", port))).getMessage();
            assertEquals("nobody listens on 127.0.0.1:" + port + ": Connection refused", message);
        }
    }
}
