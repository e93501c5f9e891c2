/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;

import io.flagstone.protocol.AsciiScan;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;

/**
 * {@code ms KEY BYTES FLAG...} and its likes: of the meta dialect only how long the data block is, so that it is not
 * taken for commands.
 */
final class MetaLine {
    private static final int VERB_LENGTH = 2;

    private MetaLine() {
    }

    static void decode(final ByteBuffer buffer, final int offset, final int end, final Request request) {
        if (buffer.get(offset + 1) != 's') {
            return;
        }
        final int key = AsciiScan.skipSpaces(buffer, offset + VERB_LENGTH, end);
        final int length = AsciiScan.skipSpaces(buffer, AsciiScan.indexOfSpace(buffer, key, end), end);
        final long bytes = length == end ? AsciiDecimal.INVALID
            : AsciiDecimal.int32(buffer, length, AsciiScan.indexOfSpace(buffer, length, end));
        if (bytes >= 0 && bytes <= ProtocolLimits.MAX_VALUE_LENGTH) {
            request.setSwallow(bytes + ProtocolLimits.VALUE_END_LENGTH);
        }
    }
}
