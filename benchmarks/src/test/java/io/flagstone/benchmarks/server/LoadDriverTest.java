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
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 100, 0", "4, 16, 16, 100, 0", "4, 16, 1, etc, 30", "2, 8, 8, 100000-200000, 50"})
    void shouldBeAnsweredRightWhenTheServerIsOurs(final int connections, final int inFlight, final int refill,
        final String values, final int setPercent) throws IOException {
        final LoadOptions options = new LoadOptions(connections, inFlight, refill, 200, ValueSizes.named(values),
            setPercent, 0.99, 1);
        final TextExchanges exchanges = new TextExchanges(options);
        try (MemcachedServer server = MemcachedServer.start(ServerConfig.builder().port(0).build())) {
            final InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            Preload.store(address, exchanges);
            try (LoadDriver driver = LoadDriver.start(address, exchanges, options)) {
                while (driver.counters().answered() < 1000) {
                    driver.runFor(0.01);
                }
                assertEquals(0, driver.counters().misses());
                assertTrue(driver.counters().hits() > 0);
                assertEquals(setPercent > 0, driver.counters().stored() > 0);
            }
        }
    }

    @Test
    void shouldCountMissesWhenNothingIsStored() throws IOException {
        final LoadOptions options = new LoadOptions(1, 4, 4, 10, ValueSizes.named("10"), 0, 0.99, 1);
        try (MemcachedServer server = MemcachedServer.start(ServerConfig.builder().port(0).build())) {
            final LoadDriver driver = LoadDriver.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                new TextExchanges(options), options);
            // Closed before the counters are compared: a running load moves them between two reads.
            try (driver) {
                while (driver.counters().answered() < 100) {
                    driver.runFor(0.01);
                }
            }
            assertEquals(driver.counters().answered(), driver.counters().misses());
        }
    }

    @ParameterizedTest
    @CsvSource({"ERROR", "VALUE key 0 1", "STORED"})
    void shouldBreakWhenAReplyIsWrong(final String reply) throws IOException {
        final LoadOptions options = new LoadOptions(1, 1, 1, 10, ValueSizes.named("10"), 0, 0.99, 1);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final LoadDriver driver = LoadDriver.start(
                new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()),
                new TextExchanges(options), options);
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
}
