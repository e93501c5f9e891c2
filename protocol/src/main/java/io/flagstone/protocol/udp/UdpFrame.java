/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.udp;

import java.nio.ByteBuffer;

/**
 * The 8 bytes in front of what a datagram carries, in network byte order, and how a message is cut into datagrams.
 * <pre>
 *     0                   1                   2                   3
 *     0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *    +---------------+---------------+---------------+---------------+
 *  0 | request id: any 16 bits       | sequence number, from 0       |
 *    +---------------+---------------+---------------+---------------+
 *  4 | datagrams of the message      | reserved: 0                   |
 *    +---------------+---------------+---------------+---------------+
 * </pre>
 * Offsets are absolute; position, limit and byte order of a buffer are neither used nor changed. Thread-safe as far as
 * the buffers are the caller's own.
 */
public final class UdpFrame {
    /** The length of the header. */
    public static final int HEADER_LENGTH = 8;

    /** The longest datagram that is sent, which most networks carry in one piece. */
    public static final int MAX_DATAGRAM_LENGTH = 1400;

    /** The longest datagram that can arrive. */
    public static final int MAX_RECEIVED_LENGTH = 1 << 16;

    /** What a datagram that is sent carries at most. */
    public static final int MAX_PAYLOAD_LENGTH = MAX_DATAGRAM_LENGTH - HEADER_LENGTH;

    /** The longest message: its datagrams are counted in 16 bits. */
    public static final int MAX_MESSAGE_LENGTH = 0xffff * MAX_PAYLOAD_LENGTH;

    private static final int SEQUENCE = 2;
    private static final int TOTAL = 4;
    private static final int RESERVED = 6;

    private UdpFrame() {
    }

    /**
     * Tells whether a datagram is a request: it carries something, and all of it. Any other is to be dropped without a
     * word. The sequence number and the reserved bytes may be anything.
     *
     * @param buffer that holds the datagram.
     * @param offset of its first byte.
     * @param length of it.
     * @return whether what follows its header is to be read.
     */
    public static boolean isRequest(final ByteBuffer buffer, final int offset, final int length) {
        return length > HEADER_LENGTH && uint16(buffer, offset + TOTAL) == 1;
    }

    /**
     * The id of a request, which its answers bear.
     *
     * @param buffer that holds the datagram.
     * @param offset of its first byte.
     * @return 16 bits, unsigned.
     */
    public static int requestId(final ByteBuffer buffer, final int offset) {
        return uint16(buffer, offset);
    }

    /**
     * Tells how many datagrams a message takes.
     *
     * @param messageLength 0 to {@link #MAX_MESSAGE_LENGTH}.
     * @return their number; none for an empty message.
     */
    public static int datagrams(final int messageLength) {
        if (messageLength < 0 || messageLength > MAX_MESSAGE_LENGTH) {
            throw new IllegalArgumentException("messageLength must be from 0 to " + MAX_MESSAGE_LENGTH
                + ": messageLength=" + messageLength);
        }
        return (messageLength + MAX_PAYLOAD_LENGTH - 1) / MAX_PAYLOAD_LENGTH;
    }

    /**
     * Writes one datagram of a message: its header, and its part of the message.
     *
     * @param out           where to write; it needs room for {@link #MAX_DATAGRAM_LENGTH} bytes at most.
     * @param index         index of the first byte.
     * @param requestId     of the request that is answered.
     * @param sequence      of the datagram, below {@link #datagrams}.
     * @param message       the buffer that holds the message.
     * @param messageOffset of its first byte.
     * @param messageLength of all of it, 1 to {@link #MAX_MESSAGE_LENGTH}.
     * @return the index behind the datagram.
     */
    public static int put(final ByteBuffer out, final int index, final int requestId, final int sequence,
            final ByteBuffer message, final int messageOffset, final int messageLength) {
        final int total = datagrams(messageLength);
        if (sequence < 0 || sequence >= total) {
            throw new IllegalArgumentException("sequence must be from 0 to below the number of datagrams: sequence="
                + sequence + " datagrams=" + total);
        }
        final int payload = putHeader(out, index, requestId, sequence, total);
        final int done = sequence * MAX_PAYLOAD_LENGTH;
        final int length = Math.min(MAX_PAYLOAD_LENGTH, messageLength - done);
        out.put(payload, message, messageOffset + done, length);
        return payload + length;
    }

    /**
     * Writes the header of one datagram, for a message that does not lie in one buffer.
     *
     * @param out       where to write; it needs room for {@link #HEADER_LENGTH} bytes.
     * @param index     index of the first byte.
     * @param requestId of the request that is answered.
     * @param sequence  of the datagram, below the total.
     * @param total     datagrams of the message, as {@link #datagrams} tells.
     * @return the index behind the header, where the part of the message goes.
     */
    public static int putHeader(final ByteBuffer out, final int index, final int requestId, final int sequence,
            final int total) {
        putUint16(out, index, requestId);
        putUint16(out, index + SEQUENCE, sequence);
        putUint16(out, index + TOTAL, total);
        putUint16(out, index + RESERVED, 0);
        return index + HEADER_LENGTH;
    }

    private static int uint16(final ByteBuffer buffer, final int index) {
        return (buffer.get(index) & 0xFF) << Byte.SIZE | buffer.get(index + 1) & 0xFF;
    }

    private static void putUint16(final ByteBuffer buffer, final int index, final int value) {
        buffer.put(index, (byte) (value >>> Byte.SIZE));
        buffer.put(index + 1, (byte) value);
    }
}
