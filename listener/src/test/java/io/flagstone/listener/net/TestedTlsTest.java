/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.listener.TlsConfig;
import io.flagstone.listener.testing.TestMemcached;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server for tests over TLS: what is noted and what goes wrong lies above it. */
class TestedTlsTest {
    private static final String LARGE = "v".repeat(1_000_000);

    private final TestMemcached memcached = TestMemcached.start(settings -> settings.tls(
        TlsConfig.of(TlsClient.file("server.pem"), TlsClient.file("server.key"))));

    @AfterEach
    void stop() {
        memcached.close();
    }

    private TlsClient connect() throws Exception {
        return TlsClient.of(TlsClient.context(null), memcached.port());
    }

    @Test
    void shouldNoteCommandsAndAnswerInTheirPlace() throws Exception {
        try (TlsClient client = connect()) {
            client.ask("set k 0 60 3\r\nabc\r\n", "STORED\r\n");
            memcached.faults().on("set").outOfMemory();
            client.ask("set k 0 0 1\r\nx\r\nget k\r\n", "SERVER_ERROR out of memory storing object\r\nEND\r\n");
            memcached.assertReceived(2, "set", "k");
        }
    }

    @Test
    void shouldHoldLargeRepliesAndCutOthers() throws Exception {
        try (TlsClient client = connect()) {
            client.ask("set large 0 0 1000000\r\n" + LARGE + "\r\n", "STORED\r\n");
            memcached.faults().on("get").delay(Duration.ofSeconds(1));
            memcached.faults().on("version").cutReply(7);
            client.send("get large\r\nget large\r\nget large\r\nversion\r\n");
            memcached.awaitReceived("version");
            memcached.clock().advance(Duration.ofSeconds(1));
            for (int i = 0; i < 3; i++) {
                final String reply = "VALUE large 0 1000000\r\n" + LARGE + "\r\nEND\r\n";
                assertEquals(reply, client.read(reply.length()));
            }
            assertEquals("VERSION", client.rest());
        }
    }
}
