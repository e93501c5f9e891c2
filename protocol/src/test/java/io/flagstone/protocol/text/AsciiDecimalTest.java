/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

class AsciiDecimalTest {
    private static final long INVALID = AsciiDecimal.INVALID;

    @Test
    void shouldReadStrictSignedNumbersOfThirtyTwoBits() {
        assertEquals(0, int32("0"));
        assertEquals(0, int32("-"));
        assertEquals(0, int32("-0"));
        assertEquals(7, int32("00000000007"));
        assertEquals(Integer.MAX_VALUE, int32("2147483647"));
        assertEquals(Integer.MIN_VALUE, int32("-2147483648"));
        for (final String bad : new String[] {
            "2147483648", "-2147483649", "99999999999", "000000000007", "+1", "1-", "--1", "1x", "x", "1\t", "\t1",
            "1\0"}) {
            assertEquals(INVALID, int32(bad), bad);
        }
    }

    @Test
    void shouldReadStrictUnsignedNumbersOfThirtyTwoBits() {
        assertEquals(0, unsigned32("0"));
        assertEquals(4294967295L, unsigned32("4294967295"));
        assertEquals(4294967295L, unsigned32("04294967295"));
        for (final String bad : new String[] {"4294967296", "-1", "-", "+1", "004294967295", "1 "}) {
            assertEquals(INVALID, unsigned32(bad), bad);
        }
    }

    @Test
    void shouldReadStrictUnsignedNumbersOfSixtyFourBits() {
        assertEquals(0, unsigned64("0"));
        assertEquals(Long.MAX_VALUE, unsigned64("9223372036854775807"));
        assertEquals(Long.MIN_VALUE, unsigned64("9223372036854775808"));
        assertEquals(-1, unsigned64("18446744073709551615"));
        assertEquals(-1, unsigned64("0018446744073709551615"));
        for (final String bad : new String[] {
            "18446744073709551616", "18446744073709551620", "28446744073709551615", "99999999999999999999", "-1", "+1",
            "00018446744073709551615", "1.5", "0x10", "/", ":"}) {
            assertFalse(AsciiDecimal.isUnsigned64(bytes(bad), 0, bad.length()), bad);
        }
    }

    @Test
    void shouldPrintEveryLengthOfUnsignedNumber() {
        long power = 1;
        for (int digits = 1; digits <= 20; digits++) {
            checkPrint(power);
            checkPrint(power - 1);
            checkPrint(power + 1);
            checkPrint(power * 9);
            power *= 10;
        }
        checkPrint(-1);
        checkPrint(Long.MIN_VALUE);
        checkPrint(Long.MAX_VALUE);
        final Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            checkPrint(random.nextLong() >>> random.nextInt(64));
        }
    }

    private static void checkPrint(final long value) {
        final String expected = Long.toUnsignedString(value);
        final ByteBuffer out = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        final int end = AsciiDecimal.put(out, 2, value);
        assertEquals(expected.length(), AsciiDecimal.digits(value), expected);
        assertEquals(2 + expected.length(), end, expected);
        assertEquals(expected, new String(out.array(), 2, end - 2, StandardCharsets.US_ASCII));
        assertTrue(out.get(0) == 0 && out.get(1) == 0 && out.get(end) == 0 && out.position() == 0, expected);
    }

    private static long int32(final String text) {
        return AsciiDecimal.int32(bytes(text), 0, text.length());
    }

    private static long unsigned32(final String text) {
        return AsciiDecimal.unsigned32(bytes(text), 0, text.length());
    }

    private static long unsigned64(final String text) {
        assertTrue(AsciiDecimal.isUnsigned64(bytes(text), 0, text.length()), text);
        return AsciiDecimal.unsigned64(bytes(text), 0, text.length());
    }

    private static ByteBuffer bytes(final String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
