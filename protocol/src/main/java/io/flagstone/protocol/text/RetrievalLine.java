/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;

import io.flagstone.protocol.AsciiScan;
import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.Request;

/**
 * {@code get K+}, {@code gets K+}, {@code gat EXPTIME K+}, {@code gats EXPTIME K+}.
 *
 * <p>Only the presence of a key is checked: {@link Request#nextKey()} finds the keys, any number of them, as they are
 * looked up. These commands know no noreply: the word is a key.
 */
final class RetrievalLine {
    private RetrievalLine() {
    }

    static void decodeGet(final ByteBuffer buffer, final int from, final int end, final Request request) {
        final int key = AsciiScan.skipSpaces(buffer, from, end);
        if (key == end) {
            request.setError(DecodeError.BAD_COMMAND_LINE, 0);
            return;
        }
        request.setKeys(key);
    }

    static void decodeGetAndTouch(final ByteBuffer buffer, final int from, final int end, final Request request) {
        final int exptime = AsciiScan.skipSpaces(buffer, from, end);
        final int exptimeEnd = AsciiScan.indexOfSpace(buffer, exptime, end);
        final int key = AsciiScan.skipSpaces(buffer, exptimeEnd, end);
        if (key == end) {
            request.setError(DecodeError.BAD_COMMAND_LINE, 0);
            return;
        }
        final long seconds = AsciiDecimal.int32(buffer, exptime, exptimeEnd);
        if (seconds == AsciiDecimal.INVALID) {
            request.setError(DecodeError.BAD_EXPTIME, 0);
            return;
        }
        request.setExptime((int) seconds);
        request.setKeys(key);
    }
}
