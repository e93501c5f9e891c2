/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import java.nio.ByteBuffer;

import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.text.AsciiDecimal;

/**
 * Writes the answers of the meta dialect piece by piece: flags in the order of the request. The code in front of them
 * and the line end are written as in the text dialect.
 *
 * <p>Every method writes at an absolute index, leaves position and limit as they are, answers the index behind what it
 * wrote, and throws IndexOutOfBoundsException if the buffer ends earlier. Thread-safe as far as the buffers are the
 * caller's own.
 */
public final class MetaReplyEncoder {
    /** The most bytes that a line of an answer may need, its line end included. */
    public static final int MAX_LINE_LENGTH = MetaReplies.VALUE.length + AsciiDecimal.MAX_DIGITS
        + MetaRequest.MAX_FLAGS * (2 + AsciiDecimal.MAX_DIGITS)
        + 4 + Base64Key.encodedLength(ProtocolLimits.MAX_KEY_LENGTH) + 1 + ProtocolLimits.MAX_OPAQUE_LENGTH + 8;

    private MetaReplyEncoder() {
    }

    /**
     * Writes a flag without a token.
     *
     * @param out    where to write
     * @param index  index of the space in front
     * @param letter of the flag
     * @return the index behind it
     */
    public static int flag(final ByteBuffer out, final int index, final char letter) {
        out.put(index, (byte) ' ');
        out.put(index + 1, (byte) letter);
        return index + 2;
    }

    /**
     * Writes a flag with a number.
     *
     * @param out    where to write
     * @param index  index of the space in front
     * @param letter of the flag
     * @param value  64 bits, unsigned
     * @return the index behind it
     */
    public static int flag(final ByteBuffer out, final int index, final char letter, final long value) {
        return AsciiDecimal.put(out, flag(out, index, letter), value);
    }

    /**
     * Writes the flag {@code t}.
     *
     * @param out     where to write
     * @param index   index of the space in front
     * @param seconds that are left; -1 for ever
     * @return the index behind it
     */
    public static int timeToLive(final ByteBuffer out, final int index, final int seconds) {
        if (seconds >= 0) {
            return flag(out, index, 't', seconds);
        }
        final int end = flag(out, index, 't');
        out.put(end, (byte) '-');
        out.put(end + 1, (byte) '1');
        return end + 2;
    }

    /**
     * Writes the flag {@code k}, and {@code b} if the key is shown as base64.
     *
     * @param out     where to write
     * @param index   index of the space in front
     * @param request whose key it is
     * @param binary  whether to show it as base64
     * @return the index behind it
     */
    public static int key(
        final ByteBuffer out, final int index, final MetaRequest request, final boolean binary) {
        final int end = keyAlone(out, flag(out, index, 'k'), request, binary);
        return binary ? flag(out, end, 'b') : end;
    }

    /**
     * Writes the key without a flag.
     *
     * @param out     where to write
     * @param index   index of the first byte
     * @param request whose key it is
     * @param binary  whether to write it as base64
     * @return the index behind it
     */
    public static int keyAlone(
        final ByteBuffer out, final int index, final MetaRequest request, final boolean binary) {
        if (binary) {
            return Base64Key.encode(request.keyBuffer, request.keyOffset, request.keyLength, out, index);
        }
        out.put(index, request.keyBuffer, request.keyOffset, request.keyLength);
        return index + request.keyLength;
    }

    /**
     * Writes the opaque as it came, its letter included.
     *
     * @param out     where to write
     * @param index   index of the space in front
     * @param request that has one, not too long
     * @return the index behind it
     */
    public static int opaque(final ByteBuffer out, final int index, final MetaRequest request) {
        out.put(index, (byte) ' ');
        out.put(index + 1, request.line, request.opaqueOffset, request.opaqueLength);
        return index + 1 + request.opaqueLength;
    }

    /**
     * Writes what is reflected in the answer to any request: key and opaque.
     *
     * @param out     where to write
     * @param index   index of the first byte
     * @param request that is answered
     * @return the index behind them, {@code index} if the request has neither
     */
    public static int reflected(final ByteBuffer out, final int index, final MetaRequest request) {
        int end = index;
        for (int i = 0; i < request.count; i++) {
            if (request.letters[i] == 'k') {
                end = key(out, end, request, request.binaryKey);
            } else if (request.letters[i] == 'O') {
                end = opaque(out, end, request);
            }
        }
        return end;
    }
}
