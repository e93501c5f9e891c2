/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.RequestDecoder;
import java.nio.ByteBuffer;

/**
 * Decodes memcached's binary dialect: header, extras and key; the value is left to whoever reads the connection.
 *
 * <p>It keeps nothing between calls: bytes that are not yet complete are offered again with more behind them. What can
 * be refused by the header alone is refused as soon as that is there, so that nobody buffers what a hostile length
 * announces: {@value #MAX_WAIT} bytes are the most that it waits for. Thread-safe: it has no state.
 */
public final class BinaryRequestDecoder {
    /** The longest body. What announces more is closed. */
    public static final int MAX_BODY_LENGTH = 1 << 30;

    /** The most bytes that are needed to decode a request. */
    public static final int MAX_WAIT = BinaryHeader.LENGTH + 20 + ProtocolLimits.MAX_KEY_LENGTH;

    /**
     * Creates a decoder.
     */
    public BinaryRequestDecoder() {
    }

    /**
     * Decodes the request that begins at {@code offset}.
     *
     * <p>Its value is not part of what is consumed: {@link BinaryRequest#valueLength()} or
     * {@link BinaryRequest#swallow()} bytes follow. What is wrong is consumed too. Nothing the bytes hold makes this
     * method throw, and nothing outside of {@code offset} to {@code limit} is read.
     *
     * @param buffer  the bytes, of any kind and byte order; its position and limit stay as they are.
     * @param offset  index of the first byte of the request.
     * @param limit   index behind the last byte that was received, at most the buffer's own limit.
     * @param request what is filled in; left as it was if the answer is {@link RequestDecoder#NEED_MORE}.
     * @return the number of bytes consumed, or {@link RequestDecoder#NEED_MORE}.
     */
    public int decode(final ByteBuffer buffer, final int offset, final int limit, final BinaryRequest request) {
        final int available = limit - offset;
        if (available < BinaryHeader.LENGTH) {
            return RequestDecoder.NEED_MORE;
        }
        final BinaryOpcode opcode = BinaryOpcode.of(BinaryHeader.opcode(buffer, offset));
        final int extrasLength = BinaryHeader.extrasLength(buffer, offset);
        final int keyLength = BinaryHeader.keyLength(buffer, offset);
        final long valueLength = BinaryHeader.bodyLength(buffer, offset) - keyLength - extrasLength;
        final BinaryRefusal refusal = buffer.get(offset) == BinaryHeader.REQUEST_MAGIC
            ? refusal(opcode, extrasLength, keyLength, valueLength) : BinaryRefusal.BAD_MAGIC;
        if (refusal != null) {
            request.begin(buffer, offset);
            request.refuse(refusal, refusal.closes() ? 0 : unwanted(opcode, extrasLength + keyLength, valueLength));
            return BinaryHeader.LENGTH;
        }
        final int used = BinaryHeader.LENGTH + extrasLength + keyLength;
        if (available < used) {
            return RequestDecoder.NEED_MORE;
        }
        request.begin(buffer, offset);
        final int extras = offset + BinaryHeader.LENGTH;
        request.extras(buffer, extras, extrasLength);
        request.key(extras + extrasLength, keyLength);
        request.value((int) valueLength);
        return used;
    }

    private static BinaryRefusal refusal(
            final BinaryOpcode opcode, final int extrasLength, final int keyLength, final long valueLength) {
        if (valueLength < 0) {
            return BinaryRefusal.BODY_TOO_SHORT;
        }
        if (valueLength + keyLength + extrasLength > MAX_BODY_LENGTH) {
            return BinaryRefusal.BODY_TOO_LONG;
        }
        if (keyLength > ProtocolLimits.MAX_KEY_LENGTH) {
            return BinaryRefusal.BAD_ARGUMENTS;
        }
        if (opcode == BinaryOpcode.UNKNOWN || opcode == BinaryOpcode.RANGE) {
            return BinaryRefusal.UNKNOWN_COMMAND;
        }
        return opcode.accepts(extrasLength, keyLength, valueLength) ? null : BinaryRefusal.BAD_ARGUMENTS;
    }

    /** What follows the header of an unknown command; with a range command memcached takes extras and key twice. */
    private static long unwanted(final BinaryOpcode opcode, final int extrasAndKey, final long valueLength) {
        return valueLength + (opcode == BinaryOpcode.RANGE ? 2L * extrasAndKey : extrasAndKey);
    }
}
