/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;

/**
 * Writes the answers of the text dialect that have to be put together.
 *
 * <p>Every method writes at an absolute index, leaves position and limit as they are, answers the index behind what it
 * wrote, and throws IndexOutOfBoundsException if the buffer ends earlier. Thread-safe as far as the buffers are the
 * caller's own.
 */
public final class TextResponseEncoder {
    private static final byte[] VALUE = {'V', 'A', 'L', 'U', 'E', ' '};
    /** So few bytes are sooner written one by one. */
    private static final int SHORT = 3;
    private static final int MAX_DIGITS_32 = 10;
    private static final long UNSIGNED_32 = 0xFFFF_FFFFL;

    private TextResponseEncoder() {
    }

    /**
     * The most bytes that a value header may need, with or without a CAS unique.
     *
     * @param keyLength the length of the key
     * @return a length in bytes
     */
    public static int maxValueHeaderLength(final int keyLength) {
        return VALUE.length + keyLength + 3 + 2 * MAX_DIGITS_32 + AsciiDecimal.MAX_DIGITS + TextReplies.CRLF.length;
    }

    /**
     * Writes {@code VALUE key flags length} and a line end.
     *
     * @param out         where to write
     * @param index       index of the first byte
     * @param keySource   the buffer that holds the key
     * @param keyOffset   where the key begins in it
     * @param keyLength   the length of the key
     * @param flags       the client's flags, unsigned
     * @param valueLength the length of the value
     * @return the index behind the line
     */
    public static int valueHeader(
        final ByteBuffer out,
        final int index,
        final ByteBuffer keySource,
        final int keyOffset,
        final int keyLength,
        final int flags,
        final int valueLength) {
        return crlf(out, putValueHeader(out, index, keySource, keyOffset, keyLength, flags, valueLength));
    }

    /**
     * Writes {@code VALUE key flags length unique} and a line end.
     *
     * @param out         where to write
     * @param index       index of the first byte
     * @param keySource   the buffer that holds the key
     * @param keyOffset   where the key begins in it
     * @param keyLength   the length of the key
     * @param flags       the client's flags, unsigned
     * @param valueLength the length of the value
     * @param casUnique   the CAS unique, unsigned
     * @return the index behind the line
     */
    public static int valueHeaderWithCas(
        final ByteBuffer out,
        final int index,
        final ByteBuffer keySource,
        final int keyOffset,
        final int keyLength,
        final int flags,
        final int valueLength,
        final long casUnique) {
        final int end = putValueHeader(out, index, keySource, keyOffset, keyLength, flags, valueLength);
        out.put(end, (byte) ' ');
        return crlf(out, AsciiDecimal.put(out, end + 1, casUnique));
    }

    /**
     * Writes a number and a line end.
     *
     * @param out   where to write
     * @param index index of the first byte
     * @param value 64 bits, unsigned
     * @return the index behind the line
     */
    public static int number(final ByteBuffer out, final int index, final long value) {
        return crlf(out, AsciiDecimal.put(out, index, value));
    }

    /**
     * Writes bytes as they are: one of {@link TextReplies}, for example.
     *
     * @param out   where to write
     * @param index index of the first byte
     * @param bytes what to write
     * @return the index behind them
     */
    public static int bytes(final ByteBuffer out, final int index, final byte[] bytes) {
        final int length = bytes.length;
        if (length > SHORT) {
            out.put(index, bytes);
        } else {
            for (int i = 0; i < length; i++) {
                out.put(index + i, bytes[i]);
            }
        }
        return index + length;
    }

    /**
     * Writes a line end.
     *
     * @param out   where to write
     * @param index index of the first byte
     * @return the index behind it
     */
    public static int crlf(final ByteBuffer out, final int index) {
        out.put(index, (byte) '\r');
        out.put(index + 1, (byte) '\n');
        return index + 2;
    }

    private static int putValueHeader(
        final ByteBuffer out,
        final int index,
        final ByteBuffer keySource,
        final int keyOffset,
        final int keyLength,
        final int flags,
        final int valueLength) {
        final int key = bytes(out, index, VALUE);
        out.put(key, keySource, keyOffset, keyLength);
        final int keyEnd = key + keyLength;
        out.put(keyEnd, (byte) ' ');
        final int flagsEnd = AsciiDecimal.put(out, keyEnd + 1, flags & UNSIGNED_32);
        out.put(flagsEnd, (byte) ' ');
        return AsciiDecimal.put(out, flagsEnd + 1, valueLength);
    }
}
