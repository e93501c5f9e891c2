/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteWriterTest {
    private final ByteWriter out = new ByteWriter();

    private ByteReader in() {
        return new ByteReader().wrap(out.array(), 0, out.length(), 0);
    }

    @Test
    void shouldGiveEverythingBackInItsOrder() {
        out.putByte(-2);
        out.putInt(0x01020304);
        out.putLong(Long.MIN_VALUE);
        out.putBytes(new byte[] {0, 1, 2, 3}, 1, 2);
        out.putBytes(ByteBuffer.wrap(new byte[] {5, 6}));
        out.putUtf8("\u00e9");
        out.putDecimal(-70);
        final ByteReader in = in();
        assertEquals(-2, in.getByte());
        assertEquals(0x01020304, in.getInt());
        assertEquals(Long.MIN_VALUE, in.getLong());
        assertArrayEquals(new byte[] {1, 2}, in.getBytes(2));
        final byte[] target = new byte[4];
        in.getBytes(target, 1, 2);
        assertArrayEquals(new byte[] {0, 5, 6, 0}, target);
        assertEquals("\u00e9", in.getUtf8(2));
        assertEquals(-70, in.getDecimal());
        assertEquals(0, in.remaining());
        in.checkEnd();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, (1 << 21) - 1, 1 << 21, (1 << 28) - 1, 1 << 28,
        Integer.MAX_VALUE})
    void shouldGiveACountBack(final int count) {
        out.putCount(count);
        assertEquals(Varint.length(count), out.length());
        assertEquals(count, in().getCount());
    }

    @Test
    void shouldRefuseACountBelowZero() {
        assertEquals("value must not be negative: value=-1",
            assertThrows(IllegalArgumentException.class, () -> out.putCount(-1)).getMessage());
    }

    @Test
    void shouldGrowWithWhatIsWritten() {
        for (int i = 0; i < 100_000; i++) {
            out.putInt(i);
        }
        assertEquals(400_000, out.length());
        final ByteReader in = in();
        for (int i = 0; i < 100_000; i++) {
            assertEquals(i, in.getInt());
        }
    }

    @Test
    void shouldKeepItsArrayForTheNextValueUnlessItIsLarge() {
        out.putBytes(new byte[100_000]);
        final byte[] array = out.array();
        assertSame(array, out.clear().array());
        assertEquals(0, out.length());
        out.putBytes(new byte[2 << 20]);
        assertTrue(out.clear().array().length < 1_000);
    }

    @Test
    void shouldRefuseBytesOutsideOfTheArray() {
        assertThrows(IndexOutOfBoundsException.class, () -> out.putBytes(new byte[3], 2, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> new ByteReader().wrap(new byte[3], 2, 2, 0));
        out.putInt(0);
        assertThrows(IndexOutOfBoundsException.class, () -> in().getBytes(new byte[3], 2, 2));
    }

    @Test
    void shouldNotReadPastTheEnd() {
        out.putInt(1);
        final ByteReader in = new ByteReader().wrap(out.array(), 0, 3, 0);
        assertEquals("the value must not end here: needed=4 remaining=3",
            assertThrows(MalformedValueException.class, in::getInt).getMessage());
        assertThrows(MalformedValueException.class, () -> in.getBytes(4));
        assertThrows(MalformedValueException.class, () -> in.getBytes(-1));
        assertThrows(MalformedValueException.class, () -> in.getUtf8(Integer.MAX_VALUE));
        assertEquals(3, in.remaining());
        assertEquals("nothing must remain behind a value: remaining=3",
            assertThrows(MalformedValueException.class, in::checkEnd).getMessage());
    }

    @Test
    void shouldShowAPartItsOwnFlagsAndEnd() {
        final Serializer<Integer> curious = new Serializer<>() {
            @Override
            public void write(final Integer value, final ByteWriter target) {
                target.putBytes(new byte[value]);
            }

            @Override
            public Integer read(final ByteReader source) {
                return source.flags() * 1_000 + source.getBytes(source.remaining()).length;
            }

            @Override
            public int flags() {
                return 5;
            }
        };
        out.putPart(curious, 3);
        out.putPart(curious, 0);
        out.putByte(9);
        final ByteReader in = new ByteReader().wrap(out.array(), 0, out.length(), 7);
        assertEquals(5_003, in.getPart(curious));
        assertEquals(5_000, in.getPart(curious));
        assertEquals(7, in.flags());
        assertEquals(9, in.getByte());
    }
}
