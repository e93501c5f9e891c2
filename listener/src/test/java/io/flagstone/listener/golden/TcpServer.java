/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** The whole server behind a socket, on a cache whose time the test moves. */
final class TcpServer implements GoldenServer, AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int ROOM = 64 << 10;

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
        return new TcpConnection(new Socket(InetAddress.getLoopbackAddress(), server.port()));
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            cache.close();
        }
    }

    private static final class TcpConnection implements GoldenConnection {
        private final Socket socket;
        private final byte[] room = new byte[ROOM];

        TcpConnection(final Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        @Override
        public void send(final byte[] bytes) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (final IOException e) {
                // What is sent to a server that has closed is lost.
                return;
            }
        }

        @Override
        public byte[] receive() throws IOException {
            try {
                final int length = socket.getInputStream().read(room);
                return Arrays.copyOf(room, Math.max(0, length));
            } catch (final SocketTimeoutException | SocketException e) {
                return new byte[0];
            }
        }

        @Override
        public boolean closed() throws IOException {
            try {
                return socket.getInputStream().read(room) < 0;
            } catch (final SocketTimeoutException e) {
                return false;
            } catch (final SocketException e) {
                return true;
            }
        }

        @Override
        public void finish() {
            try {
                socket.shutdownOutput();
            } catch (final IOException e) {
                // The server was first.
                return;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
