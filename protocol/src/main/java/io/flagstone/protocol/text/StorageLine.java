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
 * {@code set|add|replace|append|prepend K FLAGS EXPTIME BYTES [noreply]}, {@code cas K FLAGS EXPTIME BYTES UNIQUE
 * [noreply]}.
 *
 * <p>The length is read first: as long as it is unreadable nobody knows where the next command begins, and what follows
 * is taken for commands. Once it is known, every other mistake costs the data block and nothing else.
 */
final class StorageLine {
    private static final int TOKENS = 5;

    private StorageLine() {
    }

    static void decode(
        final ByteBuffer buffer, final int from, final int newline, final int end, final Request request) {
        final int key = AsciiScan.skipSpaces(buffer, from, end);
        final int keyEnd = AsciiScan.indexOfSpace(buffer, key, end);
        final int flags = AsciiScan.skipSpaces(buffer, keyEnd, end);
        final int flagsEnd = wordEnd(buffer, flags, end);
        final int exptime = AsciiScan.skipSpaces(buffer, flagsEnd, end);
        final int exptimeEnd = wordEnd(buffer, exptime, end);
        final int length = AsciiScan.skipSpaces(buffer, exptimeEnd, end);
        final int lengthEnd = wordEnd(buffer, length, end);
        final long valueLength = length == end ? AsciiDecimal.INVALID : AsciiDecimal.int32(buffer, length, lengthEnd);
        if (valueLength < 0 || valueLength > ProtocolLimits.MAX_VALUE_LENGTH) {
            request.setError(DecodeError.BAD_COMMAND_LINE, 0);
            return;
        }
        request.setNoreply(Noreply.endsLine(buffer, length, lengthEnd, end, TOKENS));
        final long swallow = valueLength + ProtocolLimits.VALUE_END_LENGTH;
        if (keyEnd - key > ProtocolLimits.MAX_KEY_LENGTH) {
            request.setError(DecodeError.KEY_TOO_LONG, swallow);
            return;
        }
        final long flagBits = AsciiDecimal.lenientUnsigned32(buffer, flags, flagsEnd, newline);
        final long seconds = AsciiDecimal.lenientInt32(buffer, exptime, exptimeEnd, newline);
        if (flagBits == AsciiDecimal.INVALID || seconds == AsciiDecimal.INVALID
            || request.verb() == Opcode.CAS && !decodeUnique(buffer, lengthEnd, end, request)) {
            request.setError(DecodeError.BAD_COMMAND_LINE, swallow);
            return;
        }
        request.setKey(key, keyEnd - key);
        request.setFlags((int) flagBits);
        request.setExptime((int) seconds);
        request.setValueLength((int) valueLength);
    }

    private static boolean decodeUnique(
        final ByteBuffer buffer, final int from, final int end, final Request request) {
        final int unique = AsciiScan.skipSpaces(buffer, from, end);
        final int uniqueEnd = wordEnd(buffer, unique, end);
        if (unique == end || !AsciiDecimal.isUnsigned64(buffer, unique, uniqueEnd)) {
            return false;
        }
        request.setCasUnique(AsciiDecimal.unsigned64(buffer, unique, uniqueEnd));
        return true;
    }

    /** As {@link AsciiScan#indexOfSpace}, but better for the few digits of a number. */
    private static int wordEnd(final ByteBuffer buffer, final int from, final int end) {
        int index = from;
        while (index < end && buffer.get(index) != ' ') {
            index++;
        }
        return index;
    }
}
