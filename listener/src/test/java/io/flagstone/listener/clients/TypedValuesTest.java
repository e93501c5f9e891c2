/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.clients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheItem;
import io.flagstone.engine.serializer.ByteReader;
import io.flagstone.engine.serializer.ByteWriter;
import io.flagstone.engine.serializer.MalformedValueException;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.serializer.Serializers;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the embedder stores as a type, clients of the JVM read with their own transcoders, and the reverse. */
class TypedValuesTest {

    record Point(int x, int y) {
    }

    private ByteCache cache;
    private MemcachedServer server;
    private MemcachedClient client;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("net.spy.log.LoggerImpl", "net.spy.memcached.compat.log.SLF4JLogger");
        cache = ByteCache.builder().build();
        server = MemcachedServer.start(ServerConfig.builder().port(0).address("127.0.0.1").build(), cache);
        client = new MemcachedClient(new InetSocketAddress("127.0.0.1", server.port()));
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.shutdown(10, TimeUnit.SECONDS);
        }
        server.close();
        cache.close();
    }

    private <T> Object stored(final Serializer<T> serializer, final T value) {
        final ByteWriter out = new ByteWriter();
        serializer.write(value, out);
        cache.set("typed".getBytes(StandardCharsets.US_ASCII), out.toByteArray(), serializer.flags(), Duration.ZERO);
        return client.get("typed");
    }

    private <T> T read(final Serializer<T> serializer, final Object value) throws Exception {
        assertTrue(client.set("typed", 0, value).get());
        return readItem(serializer);
    }

    private <T> T readItem(final Serializer<T> serializer) {
        final CacheItem item = cache.gets("typed".getBytes(StandardCharsets.US_ASCII));
        return serializer.read(new ByteReader().wrap(item.value(), 0, item.value().length, item.flags()));
    }

    @Test
    void shouldShowTextsAsStrings() {
        assertEquals("gr\u00fc\u00df dich \u20ac", stored(Serializers.string(), "gr\u00fc\u00df dich \u20ac"));
        assertEquals("FRIDAY", stored(Serializers.enums(DayOfWeek.class), DayOfWeek.FRIDAY));
        final UUID id = UUID.randomUUID();
        assertEquals(id.toString(), stored(Serializers.of(UUID.class), id));
        assertEquals("PT1.5S", stored(Serializers.of(Duration.class), Duration.ofMillis(1_500)));
    }

    @Test
    void shouldShowBytesAsBytes() {
        final byte[] bytes = {0, -1, 31, -117};
        assertArrayEquals(bytes, (byte[]) stored(Serializers.bytes(), bytes));
        assertInstanceOf(byte[].class, stored(Serializers.record(Point.class), new Point(1, 2)));
        assertInstanceOf(byte[].class, stored(Serializers.listOf(Serializers.integer()), List.of(1)));
    }

    @Test
    void shouldShowNumbersAsDigitsWithWhichAnyoneCounts() {
        assertEquals("-42", stored(Serializers.integer(), -42));
        assertEquals("9223372036854775806", stored(Serializers.longs(), Long.MAX_VALUE - 1));
        assertEquals(Long.MAX_VALUE, client.incr("typed", 1));
        assertEquals(Long.MAX_VALUE, readItem(Serializers.longs()));
        assertEquals("100", stored(Serializers.integer(), 100));
        assertEquals(99, client.decr("typed", 1));
        assertEquals(99, readItem(Serializers.integer()));
    }

    @Test
    void shouldShowTheClientsOwnKindsAsTheirs() {
        assertEquals(true, stored(Serializers.booleans(), true));
        assertEquals(false, stored(Serializers.booleans(), false));
        assertEquals(0.1, stored(Serializers.doubles(), 0.1));
        assertEquals(-0.1f, stored(Serializers.of(Float.class), -0.1f));
        for (final int number : new int[] {0, 1, -1, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertEquals(number, stored(Serializers.spymemcachedInteger(), number));
            assertEquals((long) number << 31, stored(Serializers.spymemcachedLong(), (long) number << 31));
        }
        final List<Integer> list = new ArrayList<>(List.of(1, 2));
        assertEquals(list, stored(Serializers.java(ObjectInputFilter.Config.createFilter("java.util.*")), list));
    }

    @Test
    void shouldReadWhatTheClientStores() throws Exception {
        assertEquals("gr\u00fc\u00df", read(Serializers.string(), "gr\u00fc\u00df"));
        assertArrayEquals(new byte[] {1, 0}, read(Serializers.bytes(), new byte[] {1, 0}));
        assertEquals("42", read(Serializers.string(), "42"));
        assertEquals(42, read(Serializers.integer(), "42"));
        for (final int number : new int[] {0, 1, -1, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertEquals(number, read(Serializers.integer(), number));
            assertEquals(number, read(Serializers.longs(), (long) number));
            assertEquals((byte) number, read(Serializers.of(Byte.class), (byte) number));
        }
        assertEquals(true, read(Serializers.booleans(), true));
        assertEquals(false, read(Serializers.booleans(), false));
        assertEquals(-1.5, read(Serializers.doubles(), -1.5));
        assertEquals(-1.5f, read(Serializers.of(Float.class), -1.5f));
        assertEquals(List.of("a"), read(Serializers.java(ObjectInputFilter.Config.createFilter("java.util.*")),
            new ArrayList<>(List.of("a"))));
    }

    @Test
    void shouldRefuseWhatTheClientCompresses() {
        final String message = assertThrows(MalformedValueException.class,
            () -> read(Serializers.string(), "x".repeat(20_000))).getMessage();
        assertEquals("a value must not be compressed; raise the compression threshold of the client that stores it: "
            + "flags=2", message);
    }

    @Test
    void shouldShowXmemcachedTheSame() throws Exception {
        final InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.port());
        final net.rubyeye.xmemcached.MemcachedClient other = new XMemcachedClientBuilder(List.of(address)).build();
        try {
            stored(Serializers.string(), "text");
            assertEquals("text", other.get("typed"));
            stored(Serializers.booleans(), true);
            assertEquals(true, other.get("typed"));
            stored(Serializers.doubles(), 0.1);
            assertEquals(0.1, other.<Double>get("typed"));
            stored(Serializers.spymemcachedInteger(), -1);
            assertEquals(-1, other.<Integer>get("typed"));
            stored(Serializers.bytes(), new byte[] {1, 2});
            assertArrayEquals(new byte[] {1, 2}, other.<byte[]>get("typed"));
            assertTrue(other.set("typed", 0, 7L));
            assertEquals(7L, readItem(Serializers.longs()));
        } finally {
            other.shutdown();
        }
    }
}
