/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes that grow. One writer serves one thread at a time and is kept for the next value, so that its array is made
 * once. Numbers are big-endian.
 */
public final class ByteWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int INITIAL = 512;
    /** What a single large value leaves behind is not kept for small ones. */
    private static final int KEPT = 1 << 20;
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    /** Up to here a look at each character is faster than one at eight of their bytes. */
    private static final int SHORT = 64;
    private static final int ASCII_END = 0x80;

    private byte[] array = new byte[INITIAL];
    private int length;
    private AsciiEncoder ascii;

    /** Makes a writer without content. */
    public ByteWriter() {
    }

    /**
     * Forgets the content.
     *
     * @return this.
     */
    public ByteWriter clear() {
        if (array.length > KEPT) {
            array = new byte[INITIAL];
        }
        length = 0;
        return this;
    }

    /**
     * Tells how much has been written.
     *
     * @return bytes.
     */
    public int length() {
        return length;
    }

    /**
     * Shows where the content lies: from 0 to {@link #length()}.
     *
     * @return the writer's own array, until something more is written.
     */
    public byte[] array() {
        return array;
    }

    /**
     * Copies the content.
     *
     * @return the caller's own.
     */
    public byte[] toByteArray() {
        return Arrays.copyOf(array, length);
    }

    /**
     * Appends a byte.
     *
     * @param value of which the lowest eight bits count.
     */
    public void putByte(final int value) {
        reserve(1);
        array[length++] = (byte) value;
    }

    /**
     * Appends four bytes.
     *
     * @param value the number.
     */
    public void putInt(final int value) {
        reserve(Integer.BYTES);
        INT.set(array, length, value);
        length += Integer.BYTES;
    }

    /**
     * Appends eight bytes.
     *
     * @param value the number.
     */
    public void putLong(final long value) {
        reserve(Long.BYTES);
        LONG.set(array, length, value);
        length += Long.BYTES;
    }

    /**
     * Appends a count in one to five bytes, seven bits in each, the lowest first.
     *
     * @param value 0 or more.
     * @throws IllegalArgumentException if it is negative.
     */
    public void putCount(final int value) {
        if (value < 0) {
            throw new IllegalArgumentException("value must not be negative: value=" + value);
        }
        reserve(Varint.LONGEST);
        length = Varint.write(array, length, value);
    }

    /**
     * Appends an array.
     *
     * @param value copied.
     */
    public void putBytes(final byte[] value) {
        putBytes(value, 0, value.length);
    }

    /**
     * Appends a part of an array.
     *
     * @param value  copied.
     * @param offset of the first byte.
     * @param count  how many.
     * @throws IndexOutOfBoundsException if they do not lie in the array.
     */
    public void putBytes(final byte[] value, final int offset, final int count) {
        Objects.checkFromIndexSize(offset, count, value.length);
        reserve(count);
        System.arraycopy(value, offset, array, length, count);
        length += count;
    }

    /**
     * Appends what lies between position and limit.
     *
     * @param value copied; its position stays.
     */
    public void putBytes(final ByteBuffer value) {
        final int count = value.remaining();
        reserve(count);
        value.get(value.position(), array, length, count);
        length += count;
    }

    /**
     * Appends the characters of a text, without its length.
     *
     * @param value the text.
     * @throws IllegalArgumentException if it has half of a pair of surrogates, for which UTF-8 has no bytes.
     */
    public void putUtf8(final String value) {
        final int characters = value.length();
        reserve(characters);
        if (characters <= SHORT ? copyShort(value, characters) : copyLong(value)) {
            length += characters;
            return;
        }
        Surrogates.check(value);
        putBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Copies the low halves of the characters, by the one method that does so from a String to a place in an array;
     * it is deprecated for what it does to other characters, which are looked for here.
     */
    @SuppressWarnings("deprecation")
    private boolean copyShort(final String value, final int characters) {
        value.getBytes(0, characters, array, length);
        int all = 0;
        for (int i = 0; i < characters; i++) {
            all |= value.charAt(i);
        }
        return all < ASCII_END;
    }

    private boolean copyLong(final String value) {
        if (ascii == null) {
            ascii = new AsciiEncoder();
        }
        return ascii.encode(value, array, length);
    }

    /**
     * Appends a number as decimal digits, behind a minus sign if it is negative.
     *
     * @param value the number.
     */
    public void putDecimal(final long value) {
        reserve(Decimal.LONGEST);
        length = Decimal.write(array, length, value);
    }

    /**
     * Appends a value that is a part of another one, behind its length.
     *
     * @param serializer of the part.
     * @param value      the part, or null.
     * @param <T>        its type.
     */
    public <T> void putPart(final Serializer<? super T> serializer, final T value) {
        if (value == null) {
            putByte(0);
            return;
        }
        final int start = length;
        putByte(0);
        serializer.write(value, this);
        final int count = length - start;
        final int more = Varint.length(count) - 1;
        if (more > 0) {
            reserve(more);
            System.arraycopy(array, start + 1, array, start + 1 + more, count - 1);
            length += more;
        }
        Varint.write(array, start, count);
    }

    private void reserve(final int more) {
        if (more > array.length - length) {
            grow(more);
        }
    }

    private void grow(final int more) {
        final long least = (long) length + more;
        if (least > LARGEST) {
            throw new IllegalArgumentException("a value must fit into an array: bytes=" + least);
        }
        array = Arrays.copyOf(array, (int) Math.min(LARGEST, Math.max(2L * array.length, least)));
    }
}
