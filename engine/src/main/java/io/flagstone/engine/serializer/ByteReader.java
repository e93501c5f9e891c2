/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes that are read once, from the first to the last, with the client flags they were stored with. One reader serves
 * one thread at a time and is kept for the next value. It never reads past the end of the value: who asks for more than
 * remains has a {@link MalformedValueException}, and nothing is allocated for it. Numbers are big-endian.
 */
public final class ByteReader {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NOTHING = {};

    private byte[] array = NOTHING;
    private int position;
    private int end;
    private int flags;

    /** Makes a reader of nothing. */
    public ByteReader() {
    }

    /**
     * Begins with other bytes.
     *
     * @param value     which stay the caller's; they must not change while they are read.
     * @param offset    of the first byte.
     * @param length    how many.
     * @param itemFlags the client flags of the item.
     * @return this.
     * @throws IndexOutOfBoundsException if the bytes do not lie in the array.
     */
    public ByteReader wrap(final byte[] value, final int offset, final int length, final int itemFlags) {
        Objects.checkFromIndexSize(offset, length, value.length);
        array = value;
        position = offset;
        end = offset + length;
        flags = itemFlags;
        return this;
    }

    /**
     * Tells the client flags: of the item, or, in a part of a value, those of the serializer of the part.
     *
     * @return 32 bits.
     */
    public int flags() {
        return flags;
    }

    void flags(final int others) {
        flags = others;
    }

    /**
     * Tells how much is still to be read.
     *
     * @return bytes.
     */
    public int remaining() {
        return end - position;
    }

    /**
     * Reads a byte.
     *
     * @return it, with its sign.
     */
    public byte getByte() {
        return array[take(1)];
    }

    /**
     * Reads four bytes.
     *
     * @return the number.
     */
    public int getInt() {
        return (int) INT.get(array, take(Integer.BYTES));
    }

    /**
     * Reads eight bytes.
     *
     * @return the number.
     */
    public long getLong() {
        return (long) LONG.get(array, take(Long.BYTES));
    }

    /**
     * Reads what {@link ByteWriter#putCount} wrote.
     *
     * @return 0 or more.
     */
    public int getCount() {
        long count = 0;
        for (int i = 0; i < Varint.LONGEST; i++) {
            final byte part = getByte();
            count |= (long) (part & Varint.BITS) << i * Varint.SHIFT;
            if (part >= 0) {
                if (count > Integer.MAX_VALUE) {
                    break;
                }
                return (int) count;
            }
        }
        throw new MalformedValueException("a count must have at most 31 bits");
    }

    /**
     * Reads how many elements follow, of which each takes one byte or more.
     *
     * @return 0 to {@link #remaining()}, so that a list may be made for as many.
     */
    public int getElementCount() {
        final int count = getCount();
        if (count > remaining()) {
            throw new MalformedValueException("there must be a byte for each element: elements=" + count
                + " remaining=" + remaining());
        }
        return count;
    }

    /**
     * Copies bytes.
     *
     * @param length how many.
     * @return a new array.
     */
    public byte[] getBytes(final int length) {
        final int from = take(length);
        return Arrays.copyOfRange(array, from, from + length);
    }

    /**
     * Copies bytes into an array.
     *
     * @param target where they go.
     * @param offset of the first one.
     * @param length how many.
     * @throws IndexOutOfBoundsException if the target has no room for them.
     */
    public void getBytes(final byte[] target, final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        System.arraycopy(array, take(length), target, offset, length);
    }

    /**
     * Reads a text.
     *
     * @param length of its bytes.
     * @return the text.
     */
    public String getUtf8(final int length) {
        final int from = take(length);
        final String text = new String(array, from, length, StandardCharsets.UTF_8);
        // The JVM puts this character where bytes are wrong. A text of Latin-1 alone answers without a look.
        return text.indexOf(Surrogates.REPLACEMENT) < 0 ? text : strictUtf8(from, length);
    }

    private String strictUtf8(final int from, final int length) {
        try {
            final CharBuffer characters = StandardCharsets.UTF_8.newDecoder()
                .decode(ByteBuffer.wrap(array, from, length));
            return characters.toString();
        } catch (final CharacterCodingException e) {
            throw new MalformedValueException("a text must be UTF-8: bytes=" + length, e);
        }
    }

    /**
     * Reads decimal digits up to the end; blanks behind them, which counting down on the wire leaves, do not matter.
     *
     * @return the number.
     */
    public long getDecimal() {
        final int from = position;
        position = end;
        return Decimal.read(array, from, end);
    }

    /**
     * Reads what {@link ByteWriter#putPart} wrote.
     *
     * @param serializer of the part.
     * @param <T>        its type.
     * @return the part, or null.
     */
    public <T> T getPart(final Serializer<T> serializer) {
        final int count = getCount();
        if (count == 0) {
            return null;
        }
        final int from = take(count - 1);
        final int endOfWhole = end;
        final int flagsOfWhole = flags;
        end = position;
        position = from;
        flags = serializer.flags();
        final T part = serializer.read(this);
        checkEnd();
        end = endOfWhole;
        flags = flagsOfWhole;
        return part;
    }

    /**
     * Checks that everything has been read.
     *
     * @throws MalformedValueException if something remains.
     */
    public void checkEnd() {
        if (position != end) {
            throw new MalformedValueException("nothing must remain behind a value: remaining=" + remaining());
        }
    }

    /** Looks at two bytes that remain, without a sign. */
    int peekShort() {
        return (array[position] & 0xff) << Byte.SIZE | array[position + 1] & 0xff;
    }

    private int take(final int bytes) {
        final int from = position;
        if (bytes < 0 || bytes > end - from) {
            throw new MalformedValueException("the value must not end here: needed=" + bytes + " remaining="
                + remaining());
        }
        position = from + bytes;
        return from;
    }
}
