/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ManualClock;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import io.flagstone.listener.TlsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get over TLS: the same as without it. */
class TlsServerTest {
    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";
    private static final int LARGE = 1024 * 1024 - 320;

    /** By a clock that stands, however long the machine takes for a handshake. */
    private final ByteCache cache = ByteCache.builder().clock(new ManualClock()).callerMaintains().build();

    @AfterEach
    void close() {
        cache.close();
    }

    static TlsConfig tls(final String certificate, final String key, final int verifyMode, final String ciphers,
            final String minimumVersion) {
        return new TlsConfig(TlsClient.file(certificate), TlsClient.file(key), TlsClient.file("authority.pem"), ciphers,
            verifyMode, minimumVersion, true, TlsConfig.DEFAULT_WRITE_BUFFER);
    }

    private static ServerConfigBuilder config(final TlsConfig tls) {
        return ServerConfig.builder().address("127.0.0.1").port(0).threads(1).tls(tls);
    }

    private MemcachedServer start() throws IOException {
        return start(config(TlsConfig.of(TlsClient.file("server.pem"), TlsClient.file("server.key"))));
    }

    private MemcachedServer start(final ServerConfigBuilder config) throws IOException {
        return MemcachedServer.start(config.build(), cache);
    }

    private static String text(final int length) {
        final byte[] value = new byte[length];
        new Random(length).nextBytes(value);
        return new String(value, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void shouldServeAWholeSession(final String version) throws Exception {
        try (MemcachedServer server = start(); TlsClient client = TlsClient.of(server, version)) {
            client.ask("version\r\n", "VERSION 1.6.45\r\n");
            assertEquals(version, client.protocol());
            client.ask("set a 5 0 3\r\nabc\r\n", "STORED\r\n");
            client.ask("get a\r\n", "VALUE a 5 3\r\nabc\r\nEND\r\n");
            client.ask("set n 0 0 1\r\n7\r\nincr n 3\r\nappend a 0 0 1\r\nd\r\nget a b n\r\n",
                "STORED\r\n10\r\nSTORED\r\nVALUE a 5 4\r\nabcd\r\nVALUE n 0 2\r\n10\r\nEND\r\n");
            client.ask("mg a v\r\ndelete a\r\nget a\r\n", "VA 4\r\nabcd\r\nDELETED\r\nEND\r\n");
            client.send("quit\r\n");
            assertEquals("", client.rest());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void shouldTakeAndGiveLargeValues(final String version) throws Exception {
        final String value = text(LARGE);
        try (MemcachedServer server = start(); TlsClient client = TlsClient.of(server, version)) {
            client.ask("set large 0 0 " + LARGE + "\r\n" + value + "\r\n", "STORED\r\n");
            client.ask("get large\r\n", "VALUE large 0 " + LARGE + "\r\n" + value + "\r\nEND\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void shouldTakeLargeRecordsWhateverTheWriteBuffer(final String version) throws Exception {
        final String value = text(100_000);
        final TlsConfig small = new TlsConfig(TlsClient.file("server.pem"), TlsClient.file("server.key"), null, null, 0,
            TLS_1_2, false, 1 << 10);
        try (MemcachedServer server = start(config(small));
                TlsClient client = TlsClient.of(server, version)) {
            client.ask("set a 0 0 100000\r\n" + value + "\r\n", "STORED\r\n");
            client.ask("get a\r\n", "VALUE a 0 100000\r\n" + value + "\r\nEND\r\n");
        }
    }

    @Test
    void shouldServeManyThatComeAtOnce() throws Exception {
        final List<Throwable> problems = new CopyOnWriteArrayList<>();
        try (MemcachedServer server = start()) {
            final List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                clients.add(new Thread(() -> {
                    try (TlsClient client = TlsClient.of(server)) {
                        client.ask("version\r\n", "VERSION 1.6.45\r\n");
                    } catch (final Exception | AssertionError e) {
                        problems.add(e);
                    }
                }));
            }
            clients.forEach(Thread::start);
            for (final Thread client : clients) {
                client.join();
            }
        }
        assertEquals(List.of(), problems);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void shouldKeepWhatASlowClientDoesNotTake(final String version) throws Exception {
        final String value = text(LARGE);
        final int times = 8;
        try (MemcachedServer server = start(); TlsClient client = TlsClient.of(server, version);
                TlsClient other = TlsClient.of(server)) {
            other.ask("version\r\n", "VERSION 1.6.45\r\n");
            client.ask("set large 0 0 " + LARGE + "\r\n" + value + "\r\n", "STORED\r\n");
            client.send("get large\r\n".repeat(times) + "version\r\n");
            other.ask("version\r\n", "VERSION 1.6.45\r\n");
            for (int i = 0; i < times; i++) {
                final String answer = "VALUE large 0 " + LARGE + "\r\n" + value + "\r\nEND\r\n";
                assertEquals(answer, client.read(answer.length()));
            }
            assertEquals("VERSION 1.6.45\r\n", client.read(16));
        }
    }

    @Test
    void shouldServeAPipelineOfManyRecords() throws Exception {
        final int requests = 5000;
        try (MemcachedServer server = start(); TlsClient client = TlsClient.of(server)) {
            client.ask("set a 0 0 100\r\n" + "x".repeat(100) + "\r\n", "STORED\r\n");
            final Thread sender = new Thread(() -> {
                for (int i = 0; i < requests; i++) {
                    try {
                        client.send("get a\r\n");
                    } catch (final IOException e) {
                        return;
                    }
                }
            });
            sender.start();
            final String answer = "VALUE a 0 100\r\n" + "x".repeat(100) + "\r\nEND\r\n";
            for (int i = 0; i < requests; i++) {
                assertEquals(answer, client.read(answer.length()));
            }
            sender.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"server.pem, server.key", "server.pem, server-pkcs1.key", "curve.pem, curve.key",
        "curve.pem, curve-sec1.key"})
    void shouldTakeAKeyInEveryFormOfPem(final String certificate, final String key) throws Exception {
        final TlsConfig tls = TlsConfig.of(TlsClient.file(certificate), TlsClient.file(key));
        try (MemcachedServer server = start(config(tls));
                TlsClient client = TlsClient.of(server)) {
            client.ask("version\r\n", "VERSION 1.6.45\r\n");
        }
    }

    @Test
    void shouldSpeakNothingOlderThanItIsTold() throws Exception {
        final TlsConfig newest = tls("server.pem", "server.key", 0, null, TLS_1_3);
        try (MemcachedServer server = start(config(newest));
                TlsClient old = TlsClient.of(server, TLS_1_2); TlsClient client = TlsClient.of(server)) {
            assertThrows(IOException.class, () -> old.ask("version\r\n", "VERSION 1.6.45\r\n"));
            client.ask("version\r\n", "VERSION 1.6.45\r\n");
        }
    }

    @Test
    void shouldUseTheCiphersThatItIsTold() throws Exception {
        final TlsConfig chosen = tls("server.pem", "server.key", 0, "ECDHE-RSA-AES128-GCM-SHA256", TLS_1_2);
        try (MemcachedServer server = start(config(chosen));
                TlsClient client = TlsClient.of(server, TLS_1_2); TlsClient newer = TlsClient.of(server)) {
            client.ask("version\r\n", "VERSION 1.6.45\r\n");
            assertEquals("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", client.suite());
            newer.ask("version\r\n", "VERSION 1.6.45\r\n");
            assertEquals(TLS_1_3, newer.protocol());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, TLSv1.2", "1, TLSv1.3", "2, TLSv1.2", "2, TLSv1.3", "3, TLSv1.3"})
    void shouldHeedCertificatesOfClientsAsTold(final int mode, final String version) throws Exception {
        final TlsConfig mutual = tls("server.pem", "server.key", mode, null, TLS_1_2);
        try (MemcachedServer server = start(config(mutual));
                TlsClient known = TlsClient.with("client.p12", server, version);
                TlsClient stranger = TlsClient.with("stranger.p12", server, version);
                TlsClient nobody = TlsClient.of(server, version)) {
            known.ask("version\r\n", "VERSION 1.6.45\r\n");
            if (mode == 1) {
                nobody.ask("version\r\n", "VERSION 1.6.45\r\n");
            } else {
                assertThrows(IOException.class, () -> nobody.ask("version\r\n", "VERSION 1.6.45\r\n"));
            }
            known.ask("version\r\n", "VERSION 1.6.45\r\n");
            // A client does not offer a certificate of somebody whom the server does not ask for.
            if (mode > 1) {
                assertThrows(IOException.class, () -> stranger.ask("version\r\n", "VERSION 1.6.45\r\n"));
            }
        }
    }

    @Test
    void shouldServeEachPlaceAsItsPrefixSays() throws Exception {
        final ServerConfigBuilder mutual = ServerConfig.builder().port(0).threads(1)
            .tls(tls("server.pem", "server.key", 2, null, TLS_1_2));
        try (MemcachedServer plain = start(mutual.address("notls:127.0.0.1"));
                RawClient client = RawClient.of(plain)) {
            client.ask("version\r\n", "VERSION 1.6.45\r\n");
        }
        final ServerConfigBuilder open = ServerConfig.builder().port(0).threads(1)
            .tls(tls("server.pem", "server.key", 2, null, TLS_1_2));
        try (MemcachedServer server = start(open.address("btls:127.0.0.1"));
                TlsClient client = TlsClient.of(server)) {
            client.ask("version\r\n", "VERSION 1.6.45\r\n");
        }
        final ServerConfigBuilder closed = ServerConfig.builder().port(0).threads(1)
            .tls(tls("server.pem", "server.key", 0, null, TLS_1_2));
        try (MemcachedServer server = start(closed.address("mtls:127.0.0.1"));
                TlsClient nobody = TlsClient.of(server); TlsClient known = TlsClient.with("client.p12", server)) {
            known.ask("version\r\n", "VERSION 1.6.45\r\n");
            assertThrows(IOException.class, () -> nobody.ask("version\r\n", "VERSION 1.6.45\r\n"));
        }
    }

    @Test
    void shouldGiveNewCertificatesToNewConnectionsOnly(@TempDir final Path directory) throws Exception {
        final Path certificate = copy("server.pem", directory.resolve("chain"));
        final Path key = copy("server.key", directory.resolve("key"));
        try (MemcachedServer server = start(config(TlsConfig.of(certificate, key)));
                TlsClient open = TlsClient.of(server)) {
            open.ask("version\r\n", "VERSION 1.6.45\r\n");
            copy("curve.pem", certificate);
            open.send("refresh_certs\r\n");
            assertTrue(open.line().startsWith("SERVER_ERROR ssl_key must name a PEM file"), "they do not match");
            try (TlsClient other = TlsClient.of(server)) {
                other.ask("version\r\n", "VERSION 1.6.45\r\n");
                assertEquals("CN=server", other.server());
            }
            copy("curve.key", key);
            open.ask("refresh_certs\r\n", "OK\r\n");
            try (TlsClient other = TlsClient.of(server)) {
                other.ask("version\r\n", "VERSION 1.6.45\r\n");
                assertEquals("CN=curve", other.server());
            }
            open.ask("version\r\n", "VERSION 1.6.45\r\n");
            assertEquals("CN=server", open.server());
            assertNull(server.refreshCertificates());
            Files.delete(key);
            assertNotNull(server.refreshCertificates());
        }
    }

    private static Path copy(final String name, final Path target) throws IOException {
        return Files.copy(TlsClient.file(name), target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void shouldRefuseToRefreshWithoutTls() throws Exception {
        final ServerConfig plain = ServerConfig.builder().address("127.0.0.1").port(0).threads(1).build();
        try (MemcachedServer server = MemcachedServer.start(plain); RawClient client = RawClient.of(server)) {
            client.ask("refresh_certs\r\n", "Error TLS not enabled\r\n");
            assertEquals(-1, client.stat("ssl_handshake_errors"));
            assertNull(server.refreshCertificates());
        }
    }

    @Test
    void shouldCountSessionsThatAreNew() throws Exception {
        final ManualClock clock = new ManualClock();
        try (ByteCache moving = ByteCache.builder().clock(clock).callerMaintains().build();
                MemcachedServer server = MemcachedServer.start(
                    config(tls("server.pem", "server.key", 0, null, TLS_1_2)).build(), moving)) {
            final SSLContext context = TlsClient.context(null);
            for (int i = 0; i < 2; i++) {
                try (TlsClient client = TlsClient.of(context, server.port(), TLS_1_2)) {
                    client.ask("version\r\n", "VERSION 1.6.45\r\n");
                }
            }
            clock.advance(Duration.ofSeconds(3));
            try (TlsClient client = TlsClient.of(server)) {
                assertEquals(2, client.stat("ssl_new_sessions"));
                assertEquals(3, client.stat("time_since_server_cert_refresh"));
            }
        }
    }
}
