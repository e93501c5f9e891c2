/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class TextResponseEncoderTest {
    private static final ByteBuffer KEYS = ByteBuffer.wrap("get some key\r\n".getBytes(StandardCharsets.US_ASCII));

    @Test
    void shouldWriteAValueHeaderIntoAnyKindOfBuffer() {
        for (final ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            for (final ByteBuffer out : new ByteBuffer[] {ByteBuffer.allocate(64), ByteBuffer.allocateDirect(64)}) {
                final int end = TextResponseEncoder.valueHeader(out.order(order), 5, KEYS, 4, 4, 7, 1024);
                assertEquals("VALUE some 7 1024\r\n", text(out, 5, end));
                assertEquals(0, out.position());
            }
        }
    }

    @Test
    void shouldPrintFlagsAndUniqueUnsigned() {
        final ByteBuffer out = ByteBuffer.allocate(80);
        final int end = TextResponseEncoder.valueHeaderWithCas(out, 0, KEYS, 9, 3, -1, Integer.MAX_VALUE, -1);
        assertEquals("VALUE key 4294967295 2147483647 18446744073709551615\r\n", text(out, 0, end));
        assertEquals(end, TextResponseEncoder.maxValueHeaderLength(3));
    }

    @Test
    void shouldWriteNumbersAndFixedReplies() {
        final ByteBuffer out = ByteBuffer.allocate(64);
        int end = TextResponseEncoder.number(out, 0, -1);
        end = TextResponseEncoder.bytes(out, end, TextReplies.STORED);
        end = TextResponseEncoder.number(out, end, 0);
        assertEquals("18446744073709551615\r\nSTORED\r\n0\r\n", text(out, 0, end));
    }

    @Test
    void shouldRefuseToWriteBeyondTheBuffer() {
        final ByteBuffer out = ByteBuffer.allocate(8);
        assertThrows(IndexOutOfBoundsException.class, () -> TextResponseEncoder.valueHeader(out, 0, KEYS, 4, 4, 0, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> TextResponseEncoder.number(out, 6, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> TextResponseEncoder.bytes(out, 1, TextReplies.STORED));
    }

    @Test
    void shouldEndTheRefusalOfARetrievalKeyWithAnEmptyLine() {
        assertEquals("CLIENT_ERROR bad command line format\r\n\r\n",
            new String(TextReplies.BAD_RETRIEVAL_KEY, StandardCharsets.US_ASCII));
    }

    private static String text(final ByteBuffer buffer, final int from, final int to) {
        final byte[] bytes = new byte[to - from];
        buffer.get(from, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
