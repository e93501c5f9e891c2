/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;

import io.flagstone.protocol.AsciiScan;
import io.flagstone.protocol.ProtocolLimits;

/**
 * The word {@code noreply}: it counts only as exactly the last word of the line, or the last that is looked at.
 */
final class Noreply {
    private static final int LENGTH = 7;
    private static final int HEAD = Verbs.pack("nore");
    private static final int TAIL = Verbs.pack("eply");

    private Noreply() {
    }

    /**
     * Whether the line ends with the word.
     *
     * @param start a word of the line
     * @param stop  its end
     * @param end   the end of the line
     * @param count the number of that word, counted from 1
     */
    static boolean endsLine(
        final ByteBuffer buffer, final int start, final int stop, final int end, final int count) {
        int last = start;
        int lastEnd = stop;
        int next = AsciiScan.skipSpaces(buffer, stop, end);
        for (int words = count; next < end && words < ProtocolLimits.MAX_TOKENS; words++) {
            last = next;
            lastEnd = AsciiScan.indexOfSpace(buffer, next, end);
            next = AsciiScan.skipSpaces(buffer, lastEnd, end);
        }
        return is(buffer, last, lastEnd);
    }

    static boolean is(final ByteBuffer buffer, final int from, final int to) {
        return to - from == LENGTH
            && AsciiScan.fourBytes(buffer, from) == HEAD
            && AsciiScan.fourBytes(buffer, to - 4) == TAIL;
    }
}
