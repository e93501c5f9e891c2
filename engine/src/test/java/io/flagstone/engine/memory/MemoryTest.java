/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private final Arena arena = new Arena(1 << 20, 1 << 16);
    private long address;

    @BeforeEach
    void takePage() {
        address = arena.address(arena.pageReference(arena.takePage()));
        Memory.clear(address, 1 << 16);
    }

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void shouldReadWhatWasWritten() {
        for (int shift = 0; shift < 8; shift++) {
            Memory.putByte(address + shift, (byte) -7);
            assertEquals(-7, Memory.getByte(address + shift));
            assertEquals(-7, Memory.getByte(null, address + shift));
            Memory.putInt(address + shift, 0x89ABCDEF);
            assertEquals(0x89ABCDEF, Memory.getInt(address + shift));
            assertEquals(0x89ABCDEF, Memory.getInt(null, address + shift));
            Memory.putLong(address + shift, Long.MIN_VALUE + 5);
            assertEquals(Long.MIN_VALUE + 5, Memory.getLong(address + shift));
            assertEquals(Long.MIN_VALUE + 5, Memory.getLong(null, address + shift));
        }
        Memory.putIntRelease(address + 4, 99);
        assertEquals(99, Memory.getIntVolatile(address + 4));
    }

    @Test
    void shouldReadArrays() {
        final byte[] array = {1, 0, 0, 0, 2, 0, 0, 0, 3};
        final ByteBuffer view = ByteBuffer.wrap(array).order(ByteOrder.nativeOrder());

        assertEquals(3, Memory.getByte(array, Memory.ARRAY_BASE + 8));
        assertEquals(view.getInt(4), Memory.getInt(array, Memory.ARRAY_BASE + 4));
        assertEquals(view.getLong(1), Memory.getLong(array, Memory.ARRAY_BASE + 1));
    }

    @Test
    void shouldReplaceOnlyWhatIsExpected() {
        Memory.putLong(address + 8, 5);

        assertFalse(Memory.compareAndSetLong(address + 8, 4, 6));
        assertEquals(5, Memory.getLong(address + 8));
        assertTrue(Memory.compareAndSetLong(address + 8, 5, 6));
        assertEquals(6, Memory.getLong(address + 8));
    }

    @Test
    void shouldCopyEveryLengthInEveryDirection() {
        final Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            final byte[] source = new byte[length];
            random.nextBytes(source);
            final long from = address + 1_000 + random.nextInt(8);
            final long to = address + 2_000 + random.nextInt(8);
            Memory.clear(address, 4_096);
            Memory.copy(source, Memory.ARRAY_BASE, null, from, length);
            Memory.copy(null, from, null, to, length);
            assertEquals(0, Memory.getByte(to - 1));
            assertEquals(0, Memory.getByte(to + length));
            final byte[] target = new byte[length + 2];
            Memory.copy(null, to, target, Memory.ARRAY_BASE + 1, length);
            final byte[] expected = new byte[length + 2];
            Memory.copy(source, Memory.ARRAY_BASE, expected, Memory.ARRAY_BASE + 1, length);
            assertArrayEquals(expected, target);
            System.arraycopy(source, 0, expected, 1, length);
            assertArrayEquals(expected, target);
        }
    }

    @Test
    void shouldClearOnlyWhatItIsTold() {
        for (int i = 0; i < 100; i++) {
            Memory.putByte(address + i, (byte) 1);
        }
        Memory.clear(address + 10, 80);
        for (int i = 0; i < 100; i++) {
            assertEquals(i < 10 || i >= 90 ? 1 : 0, Memory.getByte(address + i));
        }
    }

    @Test
    void shouldTellWhereTheBytesOfABufferAre() {
        final byte[] array = {10, 11, 12, 13};
        final ByteBuffer whole = ByteBuffer.wrap(array);
        final ByteBuffer later = whole.duplicate().position(2);
        for (final ByteBuffer heap : new ByteBuffer[] {whole, whole.asReadOnlyBuffer(), later}) {
            assertSame(array, Memory.base(heap));
            assertEquals(13, Memory.getByte(Memory.base(heap), Memory.address(heap) + 3));
        }
        final ByteBuffer slice = ByteBuffer.wrap(array).slice(1, 2);
        assertEquals(11, Memory.getByte(Memory.base(slice), Memory.address(slice)));
        final ByteBuffer direct = ByteBuffer.allocateDirect(4).put(0, array);
        for (final ByteBuffer buffer : new ByteBuffer[] {direct, direct.asReadOnlyBuffer(), direct.slice(0, 3)}) {
            assertNull(Memory.base(buffer));
            assertEquals(12, Memory.getByte(null, Memory.address(buffer) + 2));
        }
        assertEquals(13, Memory.getByte(null, Memory.address(direct.slice(3, 1))));
    }

    @Test
    void shouldPointWindowAtMemory() {
        final ByteBuffer window = Memory.window();
        assertEquals(0, window.capacity());
        Memory.putByte(address + 5, (byte) 42);

        Memory.point(window, address + 5, 3);

        assertEquals(0, window.position());
        assertEquals(3, window.remaining());
        assertEquals(3, window.capacity());
        assertEquals(42, window.get());
        Memory.point(window, address, 1);
        assertEquals(0, window.position());
        Memory.point(window, 0, 0);
        assertEquals(0, window.capacity());
        assertEquals(0, window.remaining());
        assertEquals(0, Memory.window().capacity());
    }

    @Test
    void shouldFailInTestsWhenAddressIsNotOurs() {
        final long end = address + (70L << 20);
        assertThrows(AssertionError.class, () -> Memory.getByte(8));
        assertThrows(AssertionError.class, () -> Memory.getInt(end));
        assertThrows(AssertionError.class, () -> Memory.getIntVolatile(end));
        assertThrows(AssertionError.class, () -> Memory.getLong(end));
        assertThrows(AssertionError.class, () -> Memory.putByte(end, (byte) 0));
        assertThrows(AssertionError.class, () -> Memory.putInt(end, 0));
        assertThrows(AssertionError.class, () -> Memory.putIntRelease(end, 0));
        assertThrows(AssertionError.class, () -> Memory.putLong(end, 0));
        assertThrows(AssertionError.class, () -> Memory.compareAndSetLong(end, 0, 0));
        assertThrows(AssertionError.class, () -> Memory.clear(address, 70L << 20));
        assertThrows(AssertionError.class, () -> Memory.getLong(new byte[7], Memory.ARRAY_BASE));
        assertThrows(AssertionError.class,
            () -> Memory.copy(new byte[7], Memory.ARRAY_BASE, null, address, 8));
    }
}
