/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;

import io.flagstone.protocol.AsciiScan;
import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;

/**
 * {@code mg|md|ma|me KEY FLAG...} and {@code ms KEY BYTES FLAG...}: of the meta dialect only what the text dialect has
 * to know, which is where the key is sought and how long the data block is. The rest is for
 * {@code io.flagstone.protocol.meta}.
 */
final class MetaLine {
    private MetaLine() {
    }

    static void decode(final ByteBuffer buffer, final int from, final int end, final Request request) {
        final int key = AsciiScan.skipSpaces(buffer, from, end);
        if (key == end) {
            request.setError(DecodeError.BAD_COMMAND_LINE, 0);
        } else {
            request.setKeys(key);
        }
    }

    static void decodeSet(final ByteBuffer buffer, final int from, final int end, final Request request) {
        final int key = AsciiScan.skipSpaces(buffer, from, end);
        final int length = AsciiScan.skipSpaces(buffer, AsciiScan.indexOfSpace(buffer, key, end), end);
        final long bytes = length == end ? AsciiDecimal.INVALID
            : AsciiDecimal.int32(buffer, length, AsciiScan.indexOfSpace(buffer, length, end));
        if (bytes < 0 || bytes > ProtocolLimits.MAX_VALUE_LENGTH) {
            request.setError(DecodeError.BAD_COMMAND_LINE, 0);
            return;
        }
        request.setKeys(key);
        request.setValueLength((int) bytes);
    }
}
