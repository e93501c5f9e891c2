/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds line ends and spaces, eight bytes at a step.
 *
 * <p>All indexes are absolute and ranges are half-open. A result equal to the end of the range means "not found".
 */
public final class AsciiScan {
    /*
     * A byte of (x - 01..01) & ~x & 80..80 is set where a byte of x is zero, and also in some bytes above one that is
     * zero. The words are read little-endian, so that the lowest set bit is the first byte and is always a true one.
     * See Hacker's Delight, 2nd edition, section 6-1.
     */
    private static final VarHandle LONGS =
        MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
    private static final VarHandle INTS =
        MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long SPACES = ONES * ' ';

    private AsciiScan() {
    }

    /**
     * Finds the first line feed.
     *
     * @param buffer the bytes
     * @param from   index of the first byte
     * @param to     index behind the last byte
     * @return the index of the line feed, or {@code to}
     */
    public static int indexOfLineFeed(final ByteBuffer buffer, final int from, final int to) {
        return indexOf(buffer, from, to, LINE_FEEDS);
    }

    /**
     * Finds the first space: the end of a word that begins at {@code from}.
     *
     * @param buffer the bytes
     * @param from   index of the first byte
     * @param to     index behind the last byte
     * @return the index of the space, or {@code to}
     */
    public static int indexOfSpace(final ByteBuffer buffer, final int from, final int to) {
        return indexOf(buffer, from, to, SPACES);
    }

    /**
     * Finds the first byte that is not a space: the beginning of a word. No other byte counts as a space.
     *
     * @param buffer the bytes
     * @param from   index of the first byte
     * @param to     index behind the last byte
     * @return the index of the first other byte, or {@code to}
     */
    public static int skipSpaces(final ByteBuffer buffer, final int from, final int to) {
        int index = from;
        while (index < to && buffer.get(index) == ' ') {
            index++;
        }
        return index;
    }

    /**
     * Four bytes as one number, the first of them lowest, whatever the byte order of the buffer.
     *
     * @param buffer the bytes
     * @param index  index of the first of them
     * @return the four bytes
     */
    public static int fourBytes(final ByteBuffer buffer, final int index) {
        return (int) INTS.get(buffer, index);
    }

    private static int indexOf(final ByteBuffer buffer, final int from, final int to, final long pattern) {
        final int lastWord = to - Long.BYTES;
        int index = from;
        while (index <= lastWord) {
            final long zeros = zeroBytes((long) LONGS.get(buffer, index) ^ pattern);
            if (zeros != 0) {
                return index + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
            index += Long.BYTES;
        }
        return index < to ? indexInTail(buffer, from, index, to, pattern) : to;
    }

    /** Looks at the last bytes of the range through a word that overlaps what was already searched in vain. */
    private static int indexInTail(
        final ByteBuffer buffer, final int from, final int rest, final int to, final long pattern) {
        final int lastWord = to - Long.BYTES;
        if (lastWord >= from) {
            final long zeros = zeroBytes((long) LONGS.get(buffer, lastWord) ^ pattern);
            return zeros == 0 ? to : lastWord + (Long.numberOfTrailingZeros(zeros) >>> 3);
        }
        int index = rest;
        while (index < to && buffer.get(index) != (byte) pattern) {
            index++;
        }
        return index;
    }

    private static long zeroBytes(final long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
