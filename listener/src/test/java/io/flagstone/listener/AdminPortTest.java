/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.admin.AdminPortException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The admin port of a server in this process. */
class AdminPortTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static ServerConfigBuilder config(final String adminAddress) {
        return ServerConfig.builder().address("127.0.0.1").port(0).adminAddress(adminAddress);
    }

    private static HttpResponse<String> get(final int port, final String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldShowAServerInThisProcess() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(config("0").threads(2).build())) {
            assertEquals("ok\n", get(server.adminPort(), "/health").body());
            final String metrics = get(server.adminPort(), "/metrics").body();
            assertTrue(metrics.contains("\nflagstone_workers 2\n"), metrics);
            assertTrue(metrics.contains("\nflagstone_event_loop_turn_seconds_count{worker=\"1\"} "), metrics);
        }
    }

    @Test
    void shouldOpenNothingUnlessAsked() throws Exception {
        try (MemcachedServer server =
                MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).build())) {
            assertEquals(0, server.adminPort());
        }
    }

    @Test
    void shouldCloseTheAdminPortWithTheServer() throws Exception {
        final int port;
        try (MemcachedServer server = MemcachedServer.start(config("127.0.0.1:0").build())) {
            port = server.adminPort();
        }
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(port, again.getLocalPort());
        }
        assertFalse(Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("flagstone-admin") && !thread.isDaemon()));
    }

    @Test
    void shouldStartNothingIfTheAdminPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final ServerConfig config = config("127.0.0.1:" + taken.getLocalPort()).build();
            final IOException refused = assertThrows(AdminPortException.class, () -> MemcachedServer.start(config));
            assertTrue(refused.getMessage().startsWith("cannot listen on adminAddress=127.0.0.1:"),
                refused.getMessage());
        }
    }

    @Test
    void shouldOutliveTheEmbeddersCache() throws Exception {
        final ByteCache cache = ByteCache.builder().memoryLimit(8 << 20).build();
        try (MemcachedServer server = MemcachedServer.start(config("0").build(), cache)) {
            assertEquals(200, get(server.adminPort(), "/metrics").statusCode());
            cache.close();
            assertEquals(500, get(server.adminPort(), "/metrics").statusCode());
            assertEquals(200, get(server.adminPort(), "/health").statusCode());
        }
    }
}
