/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ManualClock;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The whole server behind a socket, on a cache whose time the test moves. */
final class TcpServer implements GoldenServer, AutoCloseable {
    private final ServerConfig config;
    private ManualClock clock;
    private ByteCache cache;
    private MemcachedServer server;
    private long unixStart;

    TcpServer(final ServerConfigBuilder config) {
        this.config = config.address("127.0.0.1").port(0).build();
    }

    @Override
    public void reset() throws IOException {
        close();
        clock = new ManualClock();
        cache = ByteCache.builder().memoryLimit(config.memoryLimit()).evictionPolicy(config.evictionPolicy())
            .clock(clock).callerMaintains().build();
        server = MemcachedServer.start(config, cache);
        unixStart = askForTime();
    }

    private long askForTime() throws IOException {
        try (GoldenConnection connection = connect()) {
            connection.send("stats\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = "";
            while (!answer.endsWith("END\r\n")) {
                final byte[] more = connection.receive();
                if (more.length == 0) {
                    throw new IOException("the server does not tell the time: " + answer);
                }
                answer += new String(more, StandardCharsets.US_ASCII);
            }
            final int at = answer.indexOf("STAT time ") + "STAT time ".length();
            return Long.parseLong(answer.substring(at, answer.indexOf('\r', at)));
        }
    }

    @Override
    public void advance(final Duration time) {
        clock.advance(time);
        try {
            cache.maintenance().doWork();
        } catch (final Exception e) {
            throw new AssertionError("maintenance must not fail", e);
        }
    }

    @Override
    public long unixSeconds() {
        return unixStart + clock.time() / 1000;
    }

    @Override
    public GoldenConnection connect() throws IOException {
        return TcpConnection.to(server.port());
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            cache.close();
        }
    }
}
