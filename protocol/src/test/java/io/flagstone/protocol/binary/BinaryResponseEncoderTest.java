/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class BinaryResponseEncoderTest {
    private static final int OPAQUE = 0xdeadbeef;
    private static final long CAS = 0x8877665544332211L;
    private static final ByteBuffer KEY = ByteBuffer.wrap("..key".getBytes(StandardCharsets.US_ASCII));

    private static void assertWrites(final String expected, final ToIntFunction<ByteBuffer> response) {
        for (final ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            final ByteBuffer out = ByteBuffer.allocateDirect(100).order(order);
            final byte[] written = new byte[response.applyAsInt(out) - 3];
            out.get(3, written);
            assertEquals(expected.replace(" ", ""), HexFormat.of().formatHex(written));
            assertEquals(0, out.position());
        }
        assertThrows(IndexOutOfBoundsException.class, () ->
            response.applyAsInt(ByteBuffer.allocate(expected.replace(" ", "").length() / 2 + 2)));
    }

    @Test
    void shouldWriteSuccessWithTheUniqueInTheHeader() {
        assertWrites("81 01 0000 00 00 0000 00000000 deadbeef 8877665544332211",
            out -> BinaryResponseEncoder.success(out, 3, (byte) 1, OPAQUE, CAS));
    }

    @Test
    void shouldWriteAnErrorWithItsWords() {
        assertWrites("81 ff 0000 00 00 0001 00000009 deadbeef 0000000000000000" + hex("Not found"),
            out -> BinaryResponseEncoder.error(out, 3, (byte) 0xff, OPAQUE, BinaryStatus.NOT_FOUND));
    }

    @Test
    void shouldWriteAMissWithTheKey() {
        assertWrites("81 0c 0003 00 00 0001 00000003 deadbeef 0000000000000000" + hex("key"),
            out -> BinaryResponseEncoder.missingKey(out, 3, (byte) 0x0c, OPAQUE, KEY, 2, 3));
    }

    @Test
    void shouldWriteWhatGoesInFrontOfAValue() {
        assertWrites("81 0c 0003 04 00 0000 00000107 deadbeef 8877665544332211 fffffffe" + hex("key"),
            out -> BinaryResponseEncoder.valueHeader(out, 3, (byte) 0x0c, OPAQUE, CAS, -2, KEY, 2, 3, 256));
        assertWrites("81 00 0000 04 00 0000 00000104 deadbeef 8877665544332211 fffffffe",
            out -> BinaryResponseEncoder.valueHeader(out, 3, (byte) 0, OPAQUE, CAS, -2, KEY, 2, 0, 256));
    }

    @Test
    void shouldWriteANumberAsTheValue() {
        assertWrites("81 05 0000 00 00 0000 00000008 deadbeef 8877665544332211 fffffffffffffffe",
            out -> BinaryResponseEncoder.number(out, 3, (byte) 5, OPAQUE, CAS, -2));
    }

    @Test
    void shouldWriteWhatGoesInFrontOfAStatisticAndTheEndOfThem() {
        assertWrites("81 10 0003 00 00 0000 00000005 deadbeef 0000000000000000",
            out -> BinaryResponseEncoder.statHeader(out, 3, (byte) 0x10, OPAQUE, 3, 2));
        assertWrites("81 10 0000 00 00 0000 00000000 deadbeef 0000000000000000",
            out -> BinaryResponseEncoder.statHeader(out, 3, (byte) 0x10, OPAQUE, 0, 0));
    }

    @Test
    void shouldKnowTheCodesAndWordsOfMemcached() {
        assertEquals("20 Auth failure.", described(BinaryStatus.AUTHENTICATION_FAILED));
        assertEquals("2 Data exists for key.", described(BinaryStatus.EXISTS));
        assertEquals("3 Too large.", described(BinaryStatus.TOO_LARGE));
        assertEquals("4 Invalid arguments", described(BinaryStatus.INVALID_ARGUMENTS));
        assertEquals("5 Not stored.", described(BinaryStatus.NOT_STORED));
        assertEquals("6 Non-numeric server-side value for incr or decr", described(BinaryStatus.NOT_NUMERIC));
        assertEquals("81 Unknown command", described(BinaryStatus.UNKNOWN_COMMAND));
        assertEquals("82 Out of memory", described(BinaryStatus.OUT_OF_MEMORY));
        assertEquals("82 Out of memory allocating item", described(BinaryStatus.NO_MEMORY_FOR_ITEM));
        assertEquals("82 Out of memory incrementing value", described(BinaryStatus.NO_MEMORY_FOR_NUMBER));
    }

    private static String described(final BinaryStatus status) {
        return Integer.toHexString(status.code()) + " " + new String(status.words(), StandardCharsets.US_ASCII);
    }

    private static String hex(final String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
