/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.clients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every client of the JVM has to get from the server unmodified, whatever dialect it speaks. */
abstract class ClientContract {

    private static final int ITEM_MAXIMUM = 1024 * 1024;
    private static final int ITEM_OVERHEAD = 48 + 8 + 1 + 2;
    private static final int HOUR = 3_600;

    private MemcachedServer server;
    private TestedClient client;

    abstract TestedClient connect(int port) throws Exception;

    @BeforeEach
    void start() throws Exception {
        server = MemcachedServer.start(ServerConfig.builder().port(0).address("127.0.0.1").build());
        client = connect(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        if (client != null) {
            client.close();
        }
        server.close();
    }

    @Test
    void shouldReadBackWhatWasSet() throws Exception {
        assertNull(client.get("absent"));
        assertTrue(client.set("foo", bytes("bar"), 0));
        assertArrayEquals(bytes("bar"), client.get("foo"));
        final byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertTrue(client.set("all", all, HOUR));
        assertArrayEquals(all, client.get("all"));
        assertTrue(client.set("empty", new byte[0], HOUR));
        assertArrayEquals(new byte[0], client.get("empty"));
    }

    @Test
    void shouldKeepKeysOf250Bytes() throws Exception {
        final String longest = "k".repeat(250);
        assertTrue(client.set(longest, bytes("v"), 0));
        assertTrue(client.set(longest.substring(1), bytes("w"), 0));
        assertArrayEquals(bytes("v"), client.get(longest));
        assertEquals(2, client.getAll(List.of(longest, longest.substring(1), longest.substring(2))).size());
        assertTrue(client.delete(longest));
        assertNull(client.get(longest));
    }

    @Test
    void shouldKeepValuesOfEveryLengthUpToTheItemMaximum() throws Exception {
        final Random random = new Random(1);
        final int most = ITEM_MAXIMUM - ITEM_OVERHEAD - client.flagBytes() - "large".length();
        for (final int length : new int[] {1, 1_000, 16_383, 16_384, 65_536, 500_000, 524_288, 1_000_000, most}) {
            final byte[] value = new byte[length];
            random.nextBytes(value);
            assertTrue(client.set("large", value, 0), "length=" + length);
            assertArrayEquals(value, client.get("large"), "length=" + length);
        }
    }

    @Test
    void shouldRefuseAValueAboveTheItemMaximumAndGoOn() throws Exception {
        final int most = ITEM_MAXIMUM - ITEM_OVERHEAD - client.flagBytes() - "large".length();
        assertTrue(client.set("large", bytes("old"), 0));
        assertFalse(client.set("large", new byte[most + 1], 0));
        assertNull(client.get("large"));
        assertTrue(client.set("large", bytes("new"), 0));
        assertArrayEquals(bytes("new"), client.get("large"));
    }

    @Test
    void shouldAnswerTenThousandPipelinedGets() throws Exception {
        final List<String> keys = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            keys.add("key" + i);
            if (i % 10 != 0) {
                assertTrue(client.set("key" + i, bytes("value" + i), 0));
            }
        }
        final List<byte[]> values = client.getEach(keys);
        assertEquals(10_000, values.size());
        for (int i = 0; i < 10_000; i++) {
            assertArrayEquals(i % 10 == 0 ? null : bytes("value" + i), values.get(i), "key" + i);
        }
    }

    @Test
    void shouldGetManyKeysAtOnce() throws Exception {
        final List<String> keys = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            keys.add("many" + i);
            if (i % 2 == 0) {
                assertTrue(client.set("many" + i, bytes("value" + i), HOUR));
            }
        }
        final Map<String, byte[]> found = client.getAll(keys);
        assertEquals(500, found.size());
        assertArrayEquals(bytes("value998"), found.get("many998"));
    }

    @Test
    void shouldAddReplaceAppendAndPrepend() throws Exception {
        assertFalse(client.replace("a", bytes("1")));
        assertFalse(client.append("a", bytes("1")));
        assertFalse(client.prepend("a", bytes("1")));
        assertTrue(client.add("a", bytes("1")));
        assertFalse(client.add("a", bytes("2")));
        assertTrue(client.replace("a", bytes("3")));
        assertTrue(client.append("a", bytes("4")));
        assertTrue(client.prepend("a", bytes("2")));
        assertArrayEquals(bytes("234"), client.get("a"));
    }

    @Test
    void shouldStoreOnceForOneCasUnique() throws Exception {
        assertTrue(client.set("c", bytes("1"), 0));
        final long unique = client.unique("c");
        assertTrue(client.cas("c", bytes("2"), unique));
        assertFalse(client.cas("c", bytes("3"), unique));
        assertNotEquals(unique, client.unique("c"));
        assertArrayEquals(bytes("2"), client.get("c"));
        assertFalse(client.cas("absent", bytes("3"), unique));
    }

    @Test
    void shouldCount() throws Exception {
        assertTrue(client.set("n", bytes("40"), 0));
        assertEquals(42, client.increment("n", 2));
        assertEquals(141, client.increment("n", 99));
        assertEquals(140, client.decrement("n", 1));
        assertEquals(0, client.decrement("n", 1_000));
    }

    @Test
    void shouldDeleteAndTouch() throws Exception {
        assertFalse(client.delete("d"));
        assertFalse(client.touch("d", HOUR));
        assertTrue(client.set("d", bytes("1"), HOUR));
        assertTrue(client.touch("d", 2 * HOUR));
        assertTrue(client.delete("d"));
        assertNull(client.get("d"));
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
