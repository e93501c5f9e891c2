/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 24 bytes in front of every request and every response, in network byte order. Behind them come the extras, the
 * key and the value; the body length counts all three.
 * <pre>
 *     0                   1                   2                   3
 *     0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *    +---------------+---------------+---------------+---------------+
 *  0 | magic         | opcode        | key length                    |
 *    +---------------+---------------+---------------+---------------+
 *  4 | extras length | data type     | virtual bucket, or status     |
 *    +---------------+---------------+---------------+---------------+
 *  8 | body length: extras, key and value                            |
 *    +---------------+---------------+---------------+---------------+
 * 12 | opaque: any 32 bits, given back as they came                  |
 *    +---------------+---------------+---------------+---------------+
 * 16 | CAS unique                                                    |
 * 20 |                                                               |
 *    +---------------+---------------+---------------+---------------+
 * </pre>
 * Data type and virtual bucket of a request mean nothing.
 */
public final class BinaryHeader {
    /** The length of a header. */
    public static final int LENGTH = 24;

    /** The first byte of a request. */
    public static final byte REQUEST_MAGIC = (byte) 0x80;

    /** The first byte of a response. */
    public static final byte RESPONSE_MAGIC = (byte) 0x81;

    private static final int OPCODE = 1;
    private static final int KEY_LENGTH = 2;
    private static final int EXTRAS_LENGTH = 4;
    private static final int DATA_TYPE = 5;
    private static final int STATUS = 6;
    private static final int BODY_LENGTH = 8;
    private static final int OPAQUE = 12;
    private static final int CAS_UNIQUE = 16;
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private BinaryHeader() {
    }

    private static VarHandle view(final Class<?> array) {
        return MethodHandles.byteBufferViewVarHandle(array, ByteOrder.BIG_ENDIAN).withInvokeExactBehavior();
    }

    static byte opcode(final ByteBuffer buffer, final int header) {
        return buffer.get(header + OPCODE);
    }

    static int keyLength(final ByteBuffer buffer, final int header) {
        return Short.toUnsignedInt((short) SHORTS.get(buffer, header + KEY_LENGTH));
    }

    static int extrasLength(final ByteBuffer buffer, final int header) {
        return Byte.toUnsignedInt(buffer.get(header + EXTRAS_LENGTH));
    }

    static long bodyLength(final ByteBuffer buffer, final int header) {
        return unsigned32(buffer, header + BODY_LENGTH);
    }

    static int opaque(final ByteBuffer buffer, final int header) {
        return int32(buffer, header + OPAQUE);
    }

    static long casUnique(final ByteBuffer buffer, final int header) {
        return int64(buffer, header + CAS_UNIQUE);
    }

    /** Four bytes of the body as a number. */
    static int int32(final ByteBuffer buffer, final int index) {
        return (int) INTS.get(buffer, index);
    }

    static long unsigned32(final ByteBuffer buffer, final int index) {
        return Integer.toUnsignedLong(int32(buffer, index));
    }

    /** Eight bytes of the body as a number. */
    static long int64(final ByteBuffer buffer, final int index) {
        return (long) LONGS.get(buffer, index);
    }

    static void putInt32(final ByteBuffer buffer, final int index, final int value) {
        INTS.set(buffer, index, value);
    }

    static void putInt64(final ByteBuffer buffer, final int index, final long value) {
        LONGS.set(buffer, index, value);
    }

    /** Writes a whole response header. Answers the index behind it. */
    static int putResponse(final ByteBuffer out, final int index, final byte opcode, final BinaryStatus status,
            final int extrasLength, final int keyLength, final int valueLength, final int opaque,
            final long casUnique) {
        out.put(index, RESPONSE_MAGIC);
        out.put(index + OPCODE, opcode);
        SHORTS.set(out, index + KEY_LENGTH, (short) keyLength);
        out.put(index + EXTRAS_LENGTH, (byte) extrasLength);
        out.put(index + DATA_TYPE, (byte) 0);
        SHORTS.set(out, index + STATUS, (short) status.code());
        putInt32(out, index + BODY_LENGTH, extrasLength + keyLength + valueLength);
        putInt32(out, index + OPAQUE, opaque);
        putInt64(out, index + CAS_UNIQUE, casUnique);
        return index + LENGTH;
    }
}
