/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.BindingProtocol;
import io.flagstone.listener.ManualClock;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.TlsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that come through a load balancer, which says first who they are. */
class ProxiedClientTest {
    private static final String LINE = "PROXY TCP4 192.0.2.1 192.0.2.2 12345 11211\r\n";
    private static final byte[] BINARY = ProxyHeaderTest.header("21", "11", "c0000201" + "c0000202" + "30392bcb");
    private static final byte[] LOCAL = ProxyHeaderTest.header("20", "00", "");

    private final ManualClock clock = new ManualClock();
    private ByteCache cache;
    private MemcachedServer server;

    @BeforeEach
    void start() throws IOException {
        cache = ByteCache.builder().clock(clock).callerMaintains().build();
        server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1)
            .bindingProtocol(BindingProtocol.PROXY).build(), cache);
    }

    @AfterEach
    void stop() {
        server.close();
        cache.close();
    }

    private static String conns(final RawClient client) throws IOException {
        client.send("stats conns\r\n");
        final StringBuilder all = new StringBuilder();
        for (String line = client.line(); !"END".equals(line); line = client.line()) {
            assertTrue(line.startsWith("STAT "), line);
            all.append(line).append('\n');
        }
        return all.toString();
    }

    @Test
    void shouldShowTheClientAndNotTheBalancer() throws IOException {
        try (RawClient client = RawClient.of(server)) {
            client.send(LINE);
            assertTrue(conns(client).contains(":addr tcp:192.0.2.1:12345\n"));
        }
        try (RawClient client = RawClient.of(server)) {
            client.send(BINARY);
            assertTrue(conns(client).contains(":addr tcp:192.0.2.1:12345\n"));
        }
    }

    @Test
    void shouldShowTheBalancerWhenItSpeaksForItself() throws IOException {
        try (RawClient client = RawClient.of(server)) {
            client.send(LOCAL);
            assertTrue(conns(client).contains(":addr tcp:127.0.0.1:"));
        }
    }

    @Test
    void shouldAnswerWhereverTheFirstPacketEnds() throws IOException {
        for (final byte[] header : new byte[][] {LINE.getBytes(StandardCharsets.US_ASCII), BINARY, LOCAL}) {
            final byte[] all = Arrays.copyOf(header, header.length + 9);
            System.arraycopy("version\r\n".getBytes(StandardCharsets.US_ASCII), 0, all, header.length, 9);
            for (int split = 1; split <= all.length; split++) {
                try (RawClient client = RawClient.of(server)) {
                    client.send(Arrays.copyOf(all, split)).send(Arrays.copyOfRange(all, split, all.length));
                    assertEquals("VERSION 1.6.45", client.line(), "split=" + split);
                }
            }
        }
    }

    @Test
    void shouldReadTheHeaderBeforeTheHandshake() throws Exception {
        final ServerConfig config = ServerConfig.builder().address("proto[proxy]:127.0.0.1").port(0).threads(1)
            .tls(TlsConfig.of(TlsClient.file("server.pem"), TlsClient.file("server.key"))).build();
        try (MemcachedServer encrypted = MemcachedServer.start(config, cache);
                TlsClient client = TlsClient.behind(BINARY, encrypted);
                TlsClient second = TlsClient.behind(LINE.getBytes(StandardCharsets.US_ASCII), encrypted)) {
            client.ask("version\r\n", "VERSION 1.6.45\r\n");
            client.send("stats conns\r\n");
            second.ask("version\r\n", "VERSION 1.6.45\r\n");
            String all = "";
            while (!all.endsWith("END\r\n")) {
                all += client.line();
            }
            assertTrue(all.contains(":addr tcp:192.0.2.1:12345\r\n"), all);
        }
    }

    @Test
    void shouldAnswerAClientOfEitherDialect() throws IOException {
        try (RawClient client = RawClient.of(server)) {
            final byte[] noop = new byte[24];
            noop[0] = (byte) 0x80;
            noop[1] = 0x0a;
            client.send(BINARY).send(noop);
            assertEquals('\u0081', client.read(24).charAt(0));
        }
    }

    @Test
    void shouldCloseWithoutAWordWhenThereIsNoHeader() throws IOException {
        for (final String bad : new String[] {"version\r\n", "PROXY TCP4 nonsense\r\n", "\r\n\r\n\0\r\nQUIX\n"}) {
            try (RawClient client = RawClient.of(server)) {
                client.send(bad);
                assertEquals("", client.rest(), bad);
            }
        }
    }

    @Test
    void shouldCloseAConnectionWhoseHeaderDoesNotEndInTime() throws IOException {
        try (RawClient client = RawClient.of(server); RawClient other = RawClient.of(server)) {
            client.send("PROXY TCP4 ");
            other.send(LINE).ask("version\r\n", "VERSION 1.6.45\r\n");
            clock.advance(Duration.ofSeconds(Arrivals.LIMIT + 1));
            client.awaitClose();
            other.ask("version\r\n", "VERSION 1.6.45\r\n");
        }
    }

    @Test
    void shouldTellWatchersOfTheClientOnceItIsKnown() throws Exception {
        try (RawClient watcher = RawClient.of(server); RawClient client = RawClient.of(server)) {
            watcher.send(LINE).ask("watch connevents\r\n", "OK\r\n");
            client.send(BINARY).ask("version\r\n", "VERSION 1.6.45\r\n");
            final String line = watcher.line();
            assertTrue(line.contains("type=conn_new rip=192.0.2.1 rport=12345 transport=tcp"), line);
        }
    }
}
