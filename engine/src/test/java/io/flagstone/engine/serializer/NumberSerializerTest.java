/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSerializerTest {
    private static final Serializer<Integer> INTEGER = Serializers.integer();
    private static final Serializer<Long> LONG = Serializers.longs();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, -10, 99, 255, 256, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE,
        1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1})
    void shouldWriteTheDigitsOfEveryNumber(final long number) {
        assertEquals(Long.toString(number), new String(Round.written(LONG, number), StandardCharsets.US_ASCII));
        assertEquals(number, Round.trip(LONG, number));
        assertEquals(number, Round.trip(Serializers.spymemcachedLong(), number));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 127, 128, 255, 256, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldGiveAnIntegerBackInBothForms(final int number) {
        assertEquals(number, Round.trip(INTEGER, number));
        assertEquals(number, Round.trip(Serializers.spymemcachedInteger(), number));
    }

    @Test
    void shouldPackANumberAsSpymemcachedDoes() {
        assertArrayEquals(new byte[0], Round.written(Serializers.spymemcachedInteger(), 0));
        assertArrayEquals(new byte[] {5}, Round.written(Serializers.spymemcachedInteger(), 5));
        assertArrayEquals(new byte[] {-1, -1, -1, -1}, Round.written(Serializers.spymemcachedInteger(), -1));
        assertArrayEquals(new byte[] {1, 0}, Round.written(Serializers.spymemcachedLong(), 256L));
        assertEquals(0x200, Serializers.spymemcachedInteger().flags());
        assertEquals(0x300, Serializers.spymemcachedLong().flags());
    }

    @Test
    void shouldReadByTheFlagsWhateverItWrites() {
        assertEquals(0x3132, Round.read(INTEGER, "12", 0x200));
        assertEquals(0x3132, Round.read(INTEGER, "12", 0x300));
        assertEquals(0x31, Round.read(INTEGER, "1", 0x500));
        assertEquals(12, Round.read(Serializers.spymemcachedInteger(), "12", 4));
        assertEquals(12, Round.read(INTEGER, "12", 0));
        assertEquals(12, Round.read(INTEGER, "12", 2));
        assertEquals(12, Round.read(INTEGER, "12", 16));
    }

    @Test
    void shouldReadWhatCountingDownLeaves() {
        assertEquals(99, Round.read(INTEGER, "99 ", 4));
        assertEquals(-9, Round.read(INTEGER, "-9  ", 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "+1", "1.5", "0x1", " 1", "1 1", "--1", "1-", "a", "\u00b2"})
    void shouldRefuseWhatAreNoDigits(final String text) {
        assertTrue(Round.refused(LONG, text, 4).startsWith("a number must"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "18446744073709551615",
        "99999999999999999999", "922337203685477580700", "92233720368547758070"})
    void shouldRefuseWhatNeedsMoreThan64Bits(final String text) {
        assertEquals("a number must fit into 64 bits with a sign: digits=" + text.length(),
            Round.refused(LONG, text, 4));
    }

    @ParameterizedTest
    @CsvSource({"2147483648, 4", "-2147483649, 4"})
    void shouldRefuseWhatIsOutOfRange(final String text, final int flags) {
        assertEquals("a number must be in the range of an int: number=" + text, Round.refused(INTEGER, text, flags));
    }

    @Test
    void shouldRefuseWhatIsPackedInTooManyBytes() {
        assertEquals("a packed number must have at most 4 bytes: bytes=5", Round.refused(INTEGER, "12345", 0x200));
        assertEquals("a packed number must have at most 8 bytes: bytes=9", Round.refused(LONG, "123456789", 0x300));
        assertTrue(Round.refused(INTEGER, "12345678", 0x300).startsWith("a number must be in the range of an int"));
    }

    @Test
    void shouldKeepSmallTypesInTheirRange() {
        assertEquals((byte) -128, Round.trip(Serializers.of(Byte.class), Byte.MIN_VALUE));
        assertEquals((short) 32767, Round.trip(Serializers.of(Short.class), Short.MAX_VALUE));
        assertTrue(Round.refused(Serializers.of(Byte.class), "128", 4).contains("range of a byte"));
        assertTrue(Round.refused(Serializers.of(Short.class), "-32769", 4).contains("range of a short"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, 1.5, Math.PI, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldGiveAFractionBack(final double number) {
        assertEquals(number, Round.trip(Serializers.doubles(), number));
        assertEquals((float) number, Round.trip(Serializers.of(Float.class), (float) number));
    }

    @Test
    void shouldReadAFractionThatIsText() {
        assertEquals(2.5, Round.read(Serializers.doubles(), "2.5", 16));
        assertEquals(0.5f, Round.read(Serializers.of(float.class), "0.5", 0));
        assertTrue(Round.refused(Serializers.doubles(), "two", 0).startsWith("a text must be a number"));
        assertTrue(Round.refused(Serializers.doubles(), "1".repeat(65), 0).endsWith("bytes=65"));
        assertTrue(Round.refused(Serializers.doubles(), "123456789", 0x700).endsWith("bytes=9"));
    }

    @Test
    void shouldReadABooleanOfAnyClient() {
        assertEquals(true, Round.trip(Serializers.booleans(), true));
        assertEquals(false, Round.trip(Serializers.booleans(), false));
        assertEquals(true, Round.read(Serializers.booleans(), "1", 2));
        assertEquals(false, Round.read(Serializers.booleans(), "0", 0x100));
        assertEquals("a boolean must be 1 or 0: number=2", Round.refused(Serializers.booleans(), "2", 4));
    }
}
