/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ManualClock;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.TlsConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of TLS says one after the other and the server reads at once. */
class GatheredTlsTest {
    private static final String VERSION = "VERSION 1.6.45\r\n";

    private ByteCache cache;
    private MemcachedServer server;
    private TlsClient other;

    @BeforeEach
    void start() throws Exception {
        cache = ByteCache.builder().clock(new ManualClock()).callerMaintains().build();
        server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1)
            .tls(TlsConfig.of(TlsClient.file("server.pem"), TlsClient.file("server.key"))).build(), cache);
        other = TlsClient.of(server);
        other.ask("version\r\n", VERSION);
    }

    @AfterEach
    void stop() throws IOException {
        other.close();
        server.close();
        cache.close();
    }

    private void awaitOnlyOther() throws Exception {
        Await.until("only one connection is open", () -> other.stat("curr_connections") == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldCloseWhoSaysFarewellTogetherWithARequest(final String version) throws Exception {
        try (Gathering socket = new Gathering(server.port())) {
            final TlsClient client = TlsClient.over(socket, version);
            client.ask("version\r\n", VERSION);
            socket.gather();
            client.send("version\r\n");
            client.finish();
            socket.release();
            awaitOnlyOther();
        }
    }

    @Test
    void shouldCloseWhoSendsNothingButNewKeys() throws Exception {
        try (Gathering socket = new Gathering(server.port())) {
            final TlsClient client = TlsClient.over(socket, "TLSv1.3");
            client.ask("version\r\n", VERSION);
            client.changeKeys();
            client.ask("version\r\n", VERSION);
            socket.gather();
            for (int i = 0; i < 4000; i++) {
                client.changeKeys();
            }
            socket.releaseInVain();
            awaitOnlyOther();
        }
        assertEquals(1, other.stat("ssl_proto_errors"));
    }

    /** A socket that keeps what it is to send until it is told to send all of it. */
    private static final class Gathering extends Socket {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean gathers;

        Gathering(final int port) throws IOException {
            super("127.0.0.1", port);
        }

        synchronized void gather() {
            gathers = true;
        }

        synchronized void release() throws IOException {
            gathers = false;
            super.getOutputStream().write(kept.toByteArray());
        }

        /** As {@link #release}, but the server may close at any byte. */
        void releaseInVain() {
            try {
                release();
            } catch (final IOException e) {
                // That the server went away is what the test looks at next.
                return;
            }
        }

        private synchronized void send(final byte[] bytes, final int offset, final int length) throws IOException {
            if (gathers) {
                kept.write(bytes, offset, length);
            } else {
                super.getOutputStream().write(bytes, offset, length);
            }
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(final int next) throws IOException {
                    send(new byte[] {(byte) next}, 0, 1);
                }

                @Override
                public void write(final byte[] bytes, final int offset, final int length) throws IOException {
                    send(bytes, offset, length);
                }
            };
        }

        @Override
        public void shutdownOutput() {
            // Only TLS says that nothing more comes.
        }
    }
}
