/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;

import io.flagstone.protocol.AsciiScan;
import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;

/**
 * {@code delete K [noreply]}, {@code touch K EXPTIME [noreply]}, {@code incr|decr K DELTA [noreply]}.
 *
 * <p>Words too many are ignored. {@code delete noreply} deletes the key of that name and says nothing, because the word
 * is both the key and the last of the line.
 */
final class KeyLine {
    private KeyLine() {
    }

    static void decode(final ByteBuffer buffer, final int from, final int end, final Request request) {
        final int key = AsciiScan.skipSpaces(buffer, from, end);
        final int keyEnd = AsciiScan.indexOfSpace(buffer, key, end);
        final int number = AsciiScan.skipSpaces(buffer, keyEnd, end);
        final boolean hasNumber = request.verb() != Opcode.DELETE;
        if (key == end || hasNumber && number == end) {
            request.setError(DecodeError.BAD_COMMAND_LINE, 0);
            return;
        }
        request.setNoreply(Noreply.endsLine(buffer, key, keyEnd, end, 2));
        if (keyEnd - key > ProtocolLimits.MAX_KEY_LENGTH) {
            request.setError(DecodeError.KEY_TOO_LONG, 0);
            return;
        }
        if (hasNumber && !decodeNumber(buffer, number, end, request)) {
            return;
        }
        request.setKey(key, keyEnd - key);
    }

    private static boolean decodeNumber(
        final ByteBuffer buffer, final int from, final int end, final Request request) {
        final int to = AsciiScan.indexOfSpace(buffer, from, end);
        if (request.verb() == Opcode.TOUCH) {
            final long seconds = AsciiDecimal.int32(buffer, from, to);
            if (seconds == AsciiDecimal.INVALID) {
                request.setError(DecodeError.BAD_EXPTIME, 0);
                return false;
            }
            request.setExptime((int) seconds);
        } else {
            if (!AsciiDecimal.isUnsigned64(buffer, from, to)) {
                request.setError(DecodeError.BAD_DELTA, 0);
                return false;
            }
            request.setDelta(AsciiDecimal.unsigned64(buffer, from, to));
        }
        return true;
    }
}
