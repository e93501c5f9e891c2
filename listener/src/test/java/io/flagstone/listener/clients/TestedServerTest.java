/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.clients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.testing.CommandDialect;
import io.flagstone.listener.testing.ReceivedCommand;
import io.flagstone.listener.testing.TestMemcached;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server for tests, as the clients of the JVM see it. */
class TestedServerTest {
    private static final String KEY = "user:1";
    private static final byte[] VALUE = "Hello, world".getBytes(StandardCharsets.US_ASCII);

    private enum Client {
        SPYMEMCACHED(new SpymemcachedTest(), CommandDialect.TEXT),
        SPYMEMCACHED_BINARY(new SpymemcachedBinaryTest(), CommandDialect.BINARY),
        XMEMCACHED(new XmemcachedTest(), CommandDialect.TEXT),
        XMEMCACHED_BINARY(new XmemcachedBinaryTest(), CommandDialect.BINARY),
        FOLSOM(new FolsomTest(), CommandDialect.TEXT),
        FOLSOM_BINARY(new FolsomBinaryTest(), CommandDialect.BINARY);

        private final ClientContract contract;
        private final CommandDialect dialect;

        Client(final ClientContract contract, final CommandDialect dialect) {
            this.contract = contract;
            this.dialect = dialect;
        }
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void shouldNoteWhatAClientSendsAndLetItExpire(final Client kind) throws Exception {
        try (TestMemcached memcached = TestMemcached.start();
                TestedClient client = kind.contract.connect(memcached.port())) {
            assertTrue(client.set(KEY, VALUE, 60));
            assertArrayEquals(VALUE, client.get(KEY));
            final ReceivedCommand set = memcached.assertReceived("set", KEY);
            assertEquals("Hello, world", set.text());
            assertEquals(60, set.exptime());
            assertEquals(kind.dialect, set.dialect());
            memcached.assertReceived(1, "get", KEY);
            memcached.clock().advance(Duration.ofSeconds(60));
            assertNull(client.get(KEY));
            memcached.assertNotReceived("delete");
        }
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void shouldHaveNoMemoryLeftForAClient(final Client kind) throws Exception {
        try (TestMemcached memcached = TestMemcached.start();
                TestedClient client = kind.contract.connect(memcached.port())) {
            memcached.faults().on("set").times(1).outOfMemory();
            assertFalse(client.set(KEY, VALUE, 0));
            assertTrue(client.set(KEY, VALUE, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void shouldKeepAClientWaitingUntilTheTestSaysSo(final Client kind) throws Exception {
        try (TestMemcached memcached = TestMemcached.start();
                TestedClient client = kind.contract.connect(memcached.port())) {
            client.set(KEY, VALUE, 0);
            memcached.faults().on("get").hold();
            final CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(() -> get(client));
            memcached.awaitReceived("get", KEY);
            assertFalse(answer.isDone());
            memcached.faults().release();
            assertArrayEquals(VALUE, answer.get(60, TimeUnit.SECONDS));
        }
    }

    private static byte[] get(final TestedClient client) {
        try {
            return client.get(KEY);
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
