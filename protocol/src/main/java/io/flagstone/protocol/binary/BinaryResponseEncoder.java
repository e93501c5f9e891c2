/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import java.nio.ByteBuffer;

/**
 * Writes the responses of the binary dialect.
 *
 * <p>Every method writes at an absolute index, whatever the byte order of the buffer, leaves position and limit as they
 * are, answers the index behind what it wrote, and throws IndexOutOfBoundsException if the buffer ends earlier. The
 * opcode is that of the request as it came. Thread-safe as far as the buffers are the caller's own.
 */
public final class BinaryResponseEncoder {
    /** The most bytes in front of a value, its key apart. */
    public static final int MAX_VALUE_HEADER_LENGTH = BinaryHeader.LENGTH + Integer.BYTES;

    private BinaryResponseEncoder() {
    }

    /**
     * Writes that all went well.
     *
     * @param out       where to write.
     * @param index     index of the first byte.
     * @param opcode    of the request.
     * @param opaque    of the request.
     * @param casUnique of the item that was stored; 0 if none was.
     * @return the index behind the response.
     */
    public static int success(
            final ByteBuffer out, final int index, final byte opcode, final int opaque, final long casUnique) {
        return BinaryHeader.putResponse(out, index, opcode, BinaryStatus.SUCCESS, 0, 0, 0, opaque, casUnique);
    }

    /**
     * Writes that all went well, with words or other bytes as the value.
     *
     * @param out    where to write.
     * @param index  index of the first byte.
     * @param opcode of the request.
     * @param opaque of the request.
     * @param status of the response.
     * @param words  what is said.
     * @return the index behind the response.
     */
    public static int words(final ByteBuffer out, final int index, final byte opcode, final int opaque,
            final BinaryStatus status, final byte[] words) {
        final int body =
            BinaryHeader.putResponse(out, index, opcode, status, 0, 0, words.length, opaque, 0);
        out.put(body, words);
        return body + words.length;
    }

    /**
     * Writes that something went wrong, in its words.
     *
     * @param out    where to write.
     * @param index  index of the first byte.
     * @param opcode of the request.
     * @param opaque of the request.
     * @param status what went wrong.
     * @return the index behind the response.
     */
    public static int error(
            final ByteBuffer out, final int index, final byte opcode, final int opaque, final BinaryStatus status) {
        return words(out, index, opcode, opaque, status, status.words());
    }

    /**
     * Writes that a key was not found, with the key in place of words.
     *
     * @param out       where to write.
     * @param index     index of the first byte.
     * @param opcode    of the request.
     * @param opaque    of the request.
     * @param keySource the buffer that holds the key.
     * @param keyOffset where the key begins in it.
     * @param keyLength the length of the key.
     * @return the index behind the response.
     */
    public static int missingKey(final ByteBuffer out, final int index, final byte opcode, final int opaque,
            final ByteBuffer keySource, final int keyOffset, final int keyLength) {
        final int key = BinaryHeader.putResponse(
            out, index, opcode, BinaryStatus.NOT_FOUND, 0, keyLength, 0, opaque, 0);
        out.put(key, keySource, keyOffset, keyLength);
        return key + keyLength;
    }

    /**
     * Writes what goes in front of a value: header, flags and key.
     *
     * @param out         where to write.
     * @param index       index of the first byte.
     * @param opcode      of the request.
     * @param opaque      of the request.
     * @param casUnique   of the item.
     * @param flags       the client's flags.
     * @param keySource   the buffer that holds the key.
     * @param keyOffset   where the key begins in it.
     * @param keyLength   the length of the key; 0 if it is not part of the response.
     * @param valueLength the length of the value, which the caller writes.
     * @return the index where the value belongs.
     */
    public static int valueHeader(
            final ByteBuffer out,
            final int index,
            final byte opcode,
            final int opaque,
            final long casUnique,
            final int flags,
            final ByteBuffer keySource,
            final int keyOffset,
            final int keyLength,
            final int valueLength) {
        final int extras = BinaryHeader.putResponse(out, index, opcode, BinaryStatus.SUCCESS, Integer.BYTES,
            keyLength, valueLength, opaque, casUnique);
        BinaryHeader.putInt32(out, extras, flags);
        final int key = extras + Integer.BYTES;
        if (keyLength > 0) {
            out.put(key, keySource, keyOffset, keyLength);
        }
        return key + keyLength;
    }

    /**
     * Writes the outcome of an increment or decrement.
     *
     * @param out       where to write.
     * @param index     index of the first byte.
     * @param opcode    of the request.
     * @param opaque    of the request.
     * @param casUnique of the item.
     * @param number    64 bits, unsigned.
     * @return the index behind the response.
     */
    public static int number(final ByteBuffer out, final int index, final byte opcode, final int opaque,
            final long casUnique, final long number) {
        final int value = BinaryHeader.putResponse(
            out, index, opcode, BinaryStatus.SUCCESS, 0, 0, Long.BYTES, opaque, casUnique);
        BinaryHeader.putInt64(out, value, number);
        return value + Long.BYTES;
    }

    /**
     * Writes what goes in front of one statistic: its name and its value, of any length, follow. One with neither ends
     * the list.
     *
     * @param out         where to write.
     * @param index       index of the first byte.
     * @param opcode      of the request.
     * @param opaque      of the request.
     * @param nameLength  of the statistic.
     * @param valueLength of it.
     * @return the index where the name belongs.
     */
    public static int statHeader(final ByteBuffer out, final int index, final byte opcode, final int opaque,
            final int nameLength, final int valueLength) {
        return BinaryHeader.putResponse(
            out, index, opcode, BinaryStatus.SUCCESS, 0, nameLength, valueLength, opaque, 0);
    }
}
