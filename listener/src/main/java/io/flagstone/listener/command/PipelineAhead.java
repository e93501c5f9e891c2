/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ReadAhead;
import io.flagstone.protocol.AsciiScan;
import io.flagstone.protocol.ProtocolLimits;
import java.nio.ByteBuffer;

/**
 * Looks through a pipeline for the keys that will be read or set, and has their items on the way before the first
 * request is answered. It understands just enough of {@code get}, {@code mg}, {@code set}, {@code ms} and the binary
 * Get and Set to find a key; whatever else it meets ends the look, and a key that it takes wrongly costs a needless
 * read.
 */
final class PipelineAhead {
    /** Less input than this is one request. */
    static final int WORTH_A_LOOK = 32;

    private static final int GET = 'g' | 'e' << 8 | 't' << 16 | ' ' << 24;
    private static final int SET = 's' | 'e' << 8 | 't' << 16 | ' ' << 24;
    private static final int MG = 'm' | 'g' << 8 | ' ' << 16;
    private static final int MS = 'm' | 's' << 8 | ' ' << 16;
    private static final int THREE_BYTES = 0xFFFFFF;
    private static final int SHORTEST = 8;
    /** Words between the key and the length of the value: flags and exptime. */
    private static final int WORDS_OF_SET = 2;
    /** No pipeline has a longer value whole. */
    private static final int MAX_DIGITS = 7;

    private static final int BINARY_MAGIC = 0x80;
    private static final int BINARY_HEADER = 24;
    private static final int BINARY_KEY_LENGTH = 2;
    private static final int BINARY_EXTRAS_LENGTH = 4;
    private static final int BINARY_BODY_LENGTH = 8;
    /** The opcodes Get, GetQ, GetK and GetKQ, Set and SetQ. */
    private static final int BINARY_OPCODES = 1 | 1 << 0x09 | 1 << 0x0c | 1 << 0x0d | 1 << 0x01 | 1 << 0x11;

    private final ReadAhead readAhead;
    private boolean full;

    PipelineAhead(final ReadAhead readAhead) {
        this.readAhead = readAhead;
    }

    /**
     * Looks at the requests from an index on. Returns the index up to which no further look is of use: beyond
     * {@code at} in any case.
     */
    int look(final ByteBuffer in, final int at, final int limit) {
        if (!readAhead.pays()) {
            return limit;
        }
        int request = at;
        int keys = 0;
        full = false;
        while (!full && limit - request >= SHORTEST) {
            final int next = next(in, request, limit);
            if (next == 0) {
                break;
            }
            keys++;
            request = next;
        }
        if (keys > 0) {
            readAhead.fetch();
        }
        return Math.max(request, at + 1);
    }

    /** Adds the key of one request. Returns where the next one begins; 0 if this one is not understood or not whole. */
    private int next(final ByteBuffer in, final int request, final int limit) {
        final int head = AsciiScan.fourBytes(in, request);
        final int meta = head & THREE_BYTES;
        if (head == GET || meta == MG) {
            return get(in, head == GET ? request + 4 : request + 3, limit);
        }
        if (head == SET || meta == MS) {
            return set(in, head == SET ? request + 4 : request + 3, limit, head == SET ? WORDS_OF_SET : 0);
        }
        final int opcode = head >>> Byte.SIZE & 0xFF;
        final boolean known =
            (head & 0xFF) == BINARY_MAGIC && opcode < Integer.SIZE && (BINARY_OPCODES >>> opcode & 1) != 0;
        return known && limit - request > BINARY_HEADER ? binary(in, request, limit) : 0;
    }

    private int get(final ByteBuffer in, final int key, final int limit) {
        final int lineFeed = AsciiScan.indexOfLineFeed(in, key, limit);
        if (lineFeed == limit) {
            return 0;
        }
        final int lineEnd = in.get(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
        final int length = AsciiScan.indexOfSpace(in, key, lineEnd) - key;
        return add(in, key, length) ? lineFeed + 1 : 0;
    }

    private int set(final ByteBuffer in, final int key, final int limit, final int wordsBetween) {
        final int lineFeed = AsciiScan.indexOfLineFeed(in, key, limit);
        if (lineFeed == limit) {
            return 0;
        }
        final int keyEnd = AsciiScan.indexOfSpace(in, key, lineFeed);
        int number = Math.min(keyEnd + 1, lineFeed);
        for (int i = 0; i < wordsBetween; i++) {
            number = Math.min(AsciiScan.indexOfSpace(in, number, lineFeed) + 1, lineFeed);
        }
        final int valueLength = number(in, number, lineFeed);
        final int next = lineFeed + 1 + valueLength + ProtocolLimits.VALUE_END_LENGTH;
        return valueLength >= 0 && next <= limit && add(in, key, keyEnd - key) ? next : 0;
    }

    /** The number that begins at an index, -1 if none does or it has too many digits. */
    private static int number(final ByteBuffer in, final int from, final int to) {
        int number = 0;
        int at = from;
        for (; at < to && in.get(at) >= '0' && in.get(at) <= '9'; at++) {
            if (at - from == MAX_DIGITS) {
                return -1;
            }
            number = number * 10 + in.get(at) - '0';
        }
        return at == from ? -1 : number;
    }

    private int binary(final ByteBuffer in, final int request, final int limit) {
        final int length = in.getShort(request + BINARY_KEY_LENGTH);
        final int key = request + BINARY_HEADER + in.get(request + BINARY_EXTRAS_LENGTH);
        final int next = request + BINARY_HEADER + in.getInt(request + BINARY_BODY_LENGTH);
        final boolean isWhole = key > request && next > key && next <= limit && length <= next - key;
        return isWhole && add(in, key, length) ? next : 0;
    }

    private boolean add(final ByteBuffer in, final int key, final int length) {
        if (length < 1 || length > ProtocolLimits.MAX_KEY_LENGTH) {
            return false;
        }
        full = !readAhead.add(in, key, length);
        return true;
    }
}
