/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

import org.junit.jupiter.api.Test;

class AsciiScanTest {
    @Test
    void shouldFindTheFirstLineFeedWhereverItStands() {
        for (int length = 0; length < 40; length++) {
            for (int at = 0; at <= length; at++) {
                final ByteBuffer buffer = filled(length, (byte) 0x0B);
                for (int i = at; i < length; i++) {
                    buffer.put(i, (byte) '\n');
                }
                for (int from = 0; from <= length; from++) {
                    assertEquals(Math.max(at, from), AsciiScan.indexOfLineFeed(buffer, from, length));
                }
            }
        }
    }

    @Test
    void shouldFindWhatAPlainLoopFindsAmongRandomBytes() {
        final Random random = new Random(6);
        final byte[] near = {' ', '!', (byte) 0xA0, 0x1F, 0, (byte) 0xFF, '\n', 0x0B};
        for (int round = 0; round < 100_000; round++) {
            final int length = random.nextInt(40);
            final ByteBuffer buffer = filled(length, (byte) '!');
            for (int i = 0; i < length; i++) {
                buffer.put(i, random.nextInt(4) > 0 ? (byte) '!' : near[random.nextInt(near.length)]);
            }
            final int from = random.nextInt(length + 1);
            assertEquals(plainIndexOf(buffer, from, length, ' '), AsciiScan.indexOfSpace(buffer, from, length));
            assertEquals(plainIndexOf(buffer, from, length, '\n'), AsciiScan.indexOfLineFeed(buffer, from, length));
        }
    }

    @Test
    void shouldSkipSpacesAndNothingElse() {
        final ByteBuffer buffer = ByteBuffer.wrap(new byte[] {' ', ' ', '\t', ' '});
        assertEquals(2, AsciiScan.skipSpaces(buffer, 0, 4));
        assertEquals(2, AsciiScan.skipSpaces(buffer, 2, 4));
        assertEquals(4, AsciiScan.skipSpaces(buffer, 3, 4));
        assertEquals(1, AsciiScan.skipSpaces(buffer, 0, 1));
    }

    @Test
    void shouldReadFourBytesTheSameInEveryByteOrder() {
        final ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
        assertEquals(0x04030201, AsciiScan.fourBytes(buffer.order(ByteOrder.BIG_ENDIAN), 0));
        assertEquals(0x04030201, AsciiScan.fourBytes(buffer.order(ByteOrder.LITTLE_ENDIAN), 0));
    }

    private static int plainIndexOf(final ByteBuffer buffer, final int from, final int to, final int wanted) {
        int index = from;
        while (index < to && buffer.get(index) != wanted) {
            index++;
        }
        return index;
    }

    /** A buffer that ends where the range ends, so that reading beyond throws. */
    private static ByteBuffer filled(final int length, final byte filling) {
        final ByteBuffer buffer = ByteBuffer.allocateDirect(length);
        for (int i = 0; i < length; i++) {
            buffer.put(i, filling);
        }
        return buffer;
    }
}
