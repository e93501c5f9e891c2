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
import io.flagstone.protocol.RequestDecoder;

/**
 * Decodes memcached's classic text dialect: finds the line, names the command, leaves the rest to its kind of line.
 *
 * <p>Thread-safe: it has no state.
 */
public final class TextRequestDecoder implements RequestDecoder {
    private static final int GET_AND_SPACE = Verbs.pack("get ");
    private static final int MG_AND_SPACE = Verbs.pack("mg \0");
    private static final int THREE_BYTES = 0xFFFFFF;

    /**
     * Creates a decoder.
     */
    public TextRequestDecoder() {
    }

    @Override
    public int decode(final ByteBuffer buffer, final int offset, final int limit, final Request request) {
        final int newline = AsciiScan.indexOfLineFeed(buffer, offset, limit);
        if (newline >= limit) {
            return unfinishedLine(buffer, offset, limit, request);
        }
        final int consumed = newline + 1 - offset;
        final int end = newline > offset && buffer.get(newline - 1) == '\r' ? newline - 1 : newline;
        if (consumed < ProtocolLimits.MIN_LINE_LENGTH) {
            request.begin(buffer, Opcode.INVALID, end);
            request.setError(DecodeError.BAD_COMMAND_LINE, 0);
            return consumed;
        }
        final int head = AsciiScan.fourBytes(buffer, offset);
        if (head == GET_AND_SPACE) {
            request.begin(buffer, Opcode.GET, end);
            RetrievalLine.decodeGet(buffer, offset + 4, end, request);
        } else if ((head & THREE_BYTES) == MG_AND_SPACE) {
            request.begin(buffer, Opcode.META_GET, end);
            MetaLine.decode(buffer, offset + 3, end, request);
        } else {
            decodeOther(buffer, offset, newline, end, request);
        }
        return consumed;
    }

    private static void decodeOther(
        final ByteBuffer buffer, final int offset, final int newline, final int end, final Request request) {
        final int verbEnd = AsciiScan.indexOfSpace(buffer, offset, end);
        final Opcode verb = Verbs.atLineStart(buffer, offset, verbEnd);
        request.begin(buffer, verb, end);
        switch (verb) {
            case GET, GETS -> RetrievalLine.decodeGet(buffer, verbEnd, end, request);
            case GAT, GATS -> RetrievalLine.decodeGetAndTouch(buffer, verbEnd, end, request);
            case SET, ADD, REPLACE, APPEND, PREPEND, CAS ->
                StorageLine.decode(buffer, verbEnd, newline, end, request);
            case DELETE, INCR, DECR, TOUCH -> KeyLine.decode(buffer, verbEnd, end, request);
            case STATS, WATCH, VERSION -> AdminLine.decodeWithoutNoreply(buffer, verbEnd, end, request);
            case META_SET -> MetaLine.decodeSet(buffer, verbEnd, end, request);
            case META_GET, META_DELETE, META_ARITHMETIC, META_DEBUG -> MetaLine.decode(buffer, verbEnd, end, request);
            case QUIT, META_NOOP -> { }
            default -> AdminLine.decode(buffer, offset, end, request);
        }
    }

    /**
     * Waits for the rest of a line, unless it is already longer than anything but a list of keys may be. How long such
     * a list may grow is for whoever holds the buffer to limit.
     */
    private static int unfinishedLine(
        final ByteBuffer buffer, final int offset, final int limit, final Request request) {
        if (limit - offset <= ProtocolLimits.MAX_LINE_WITHOUT_END || beginsLongGet(buffer, offset, limit)) {
            return NEED_MORE;
        }
        request.begin(buffer, Opcode.INVALID, limit);
        request.setError(DecodeError.LINE_TOO_LONG, 0);
        return limit - offset;
    }

    private static boolean beginsLongGet(final ByteBuffer buffer, final int offset, final int limit) {
        final int verb = AsciiScan.skipSpaces(buffer, offset, limit);
        if (verb - offset > ProtocolLimits.MAX_SPACES_BEFORE_LONG_GET) {
            return false;
        }
        final int verbEnd = AsciiScan.indexOfSpace(buffer, verb, limit);
        final Opcode opcode = Verbs.atLineStart(buffer, verb, verbEnd);
        return opcode == Opcode.GET || opcode == Opcode.GETS;
    }
}
