/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerializersTest {
    static List<Object> values() {
        return List.of("text", true, (byte) 1, (short) 2, 3, 4L, 5f, 6.5, 'c', '\u20ac', UUID.randomUUID(),
            Instant.EPOCH, Instant.MIN, Instant.MAX, Instant.parse("2026-11-21T20:45:10.123456789Z"), Duration.ZERO,
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofNanos(-1), DayOfWeek.FRIDAY,
            ByteBuffer.wrap(new byte[] {1, 2}));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldGiveAValueBackByItsClass(final Object value) {
        assertEquals(value, Round.trip(serializer(value), value));
    }

    @SuppressWarnings("unchecked")
    private static Serializer<Object> serializer(final Object value) {
        final Class<?> type = value instanceof ByteBuffer ? ByteBuffer.class : value.getClass();
        return (Serializer<Object>) Serializers.of(type);
    }

    @Test
    void shouldCopyBytes() {
        final byte[] bytes = {1, 0, -1};
        final byte[] back = Round.trip(Serializers.bytes(), bytes);
        assertArrayEquals(bytes, back);
        assertNotSame(bytes, back);
    }

    @Test
    void shouldLeaveTheBufferAsItWas() {
        final ByteBuffer buffer = ByteBuffer.allocateDirect(10).put(new byte[] {9, 8, 7, 6}).flip().position(1);
        assertArrayEquals(new byte[] {8, 7, 6}, Round.written(Serializers.byteBuffer(), buffer));
        assertEquals(1, buffer.position());
        assertEquals(4, buffer.limit());
    }

    @Test
    void shouldStoreWithTheFlagsThatOtherClientsKnow() {
        assertEquals(16, Serializers.string().flags());
        assertEquals(0x800, Serializers.bytes().flags());
        assertEquals(0x800, Serializers.byteBuffer().flags());
        assertEquals(4, Serializers.integer().flags());
        assertEquals(4, Serializers.longs().flags());
        assertEquals(0x104, Serializers.booleans().flags());
        assertEquals(0x600, Serializers.of(Float.class).flags());
        assertEquals(0x700, Serializers.doubles().flags());
        assertEquals(16, Serializers.of(UUID.class).flags());
        assertEquals(16, Serializers.enums(DayOfWeek.class).flags());
        assertEquals(0x800, Serializers.listOf(Serializers.string()).flags());
        assertEquals(1, Serializers.java(info -> null).flags());
    }

    @Test
    void shouldStoreUnderTheFlagsThatAreAskedFor() {
        final Serializer<Integer> plain = Serializers.withFlags(Serializers.spymemcachedInteger(), 77);
        assertEquals(77, plain.flags());
        assertEquals(-5, Round.trip(plain, -5));
        assertEquals(-5, Round.read(plain, "-5", 4));
    }

    @Test
    void shouldGiveCollectionsBackWithTheirNulls() {
        final List<String> list = Arrays.asList("a", null, "", "c".repeat(300));
        assertEquals(list, Round.trip(Serializers.listOf(Serializers.string()), list));
        assertEquals(List.of(), Round.trip(Serializers.listOf(Serializers.string()), List.of()));
        final Map<String, Integer> map = new HashMap<>(Map.of("one", 1, "two", 2));
        map.put(null, 0);
        map.put("none", null);
        assertEquals(map, Round.trip(Serializers.mapOf(Serializers.string(), Serializers.integer()), map));
        final Set<Boolean> set = Set.of(true, false);
        assertEquals(set, Round.trip(Serializers.setOf(Serializers.booleans()), set));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 127, 128, 16_382, 16_383, 16_384, 3_000_000})
    void shouldPutALengthOfAnySizeBeforeAPart(final int length) {
        final List<String> list = List.of("x".repeat(length), "behind");
        assertEquals(list, Round.trip(Serializers.listOf(Serializers.string()), list));
    }

    @Test
    void shouldWriteTheSameBytesForEqualValues() {
        assertArrayEquals(Round.written(Serializers.doubles(), Double.NaN),
            Round.written(Serializers.doubles(), Double.longBitsToDouble(0x7ff8_0000_0000_0001L)));
        final byte[] zero = Round.written(Serializers.doubles(), 0.0);
        assertFalse(Arrays.equals(zero, Round.written(Serializers.doubles(), -0.0)));
    }

    @ParameterizedTest
    @ValueSource(classes = {Object.class, StringBuilder.class, int[].class, Number.class, ArrayList.class})
    void shouldSayWhatToDoAboutAClassItDoesNotKnow(final Class<?> type) {
        final String message = assertThrows(IllegalArgumentException.class, () -> Serializers.of(type)).getMessage();
        assertTrue(message.contains("hand Cache.builder a Serializer of your own or Serializers.java"));
        assertTrue(message.endsWith("type=" + type.getTypeName()), message);
    }

    @ParameterizedTest
    @ValueSource(classes = {List.class, Set.class, Map.class})
    void shouldAskWhatIsInACollection(final Class<?> type) {
        final String message = assertThrows(IllegalArgumentException.class, () -> Serializers.of(type)).getMessage();
        assertTrue(message.contains("say of what: Serializers.listOf, setOf or mapOf"), message);
    }

    @Test
    void shouldRefuseTextsThatAreNoneOfTheirKind() {
        assertEquals("a text must be a java.time.DayOfWeek: text=SOMEDAY",
            Round.refused(Serializers.enums(DayOfWeek.class), "SOMEDAY", 16));
        assertTrue(Round.refused(Serializers.of(UUID.class), "1-1-1-1-1", 16).endsWith("text=1-1-1-1-1"));
        assertTrue(Round.refused(Serializers.of(Instant.class), "now", 16).endsWith("text=now"));
        assertTrue(Round.refused(Serializers.of(Character.class), "two", 16).endsWith("text=two"));
        assertTrue(Round.refused(Serializers.of(Duration.class), "P".repeat(256), 16).endsWith("bytes=256"));
    }
}
