/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.flagstone.protocol.AsciiScan;
import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;

/**
 * The rare commands, and every line that names no command at all.
 *
 * <p>Unlike the others these are recognised behind leading spaces too. What their words mean is for the listener to
 * decide, except for the numbers that stand alone.
 */
final class AdminLine {
    private static final int HTTP_LENGTH = 5;
    private static final int HTTP = Verbs.pack("HTTP");

    private AdminLine() {
    }

    /** stats, watch and version: found at the line start, and noreply means nothing to them. */
    static void decodeWithoutNoreply(final ByteBuffer buffer, final int from, final int end, final Request request) {
        int count = 0;
        int next = AsciiScan.skipSpaces(buffer, from, end);
        while (next < end && count < ProtocolLimits.MAX_TOKENS - 1) {
            count++;
            next = AsciiScan.skipSpaces(buffer, AsciiScan.indexOfSpace(buffer, next, end), end);
        }
        request.setArguments(from, count);
    }

    /** Any other line: one of {@link AdminVerb}, HTTP, or unknown. */
    static void decode(final ByteBuffer buffer, final int offset, final int end, final Request request) {
        final int verb = AsciiScan.skipSpaces(buffer, offset, end);
        final int verbEnd = AsciiScan.indexOfSpace(buffer, verb, end);
        int count = 0;
        int last = verb;
        int lastEnd = verbEnd;
        int next = AsciiScan.skipSpaces(buffer, verbEnd, end);
        while (next < end && count < ProtocolLimits.MAX_TOKENS - 1) {
            count++;
            last = next;
            lastEnd = AsciiScan.indexOfSpace(buffer, next, end);
            next = AsciiScan.skipSpaces(buffer, lastEnd, end);
        }
        final Opcode opcode = AdminVerb.find(buffer, verb, verbEnd);
        final boolean noreply = Noreply.is(buffer, last, lastEnd);
        request.begin(buffer, opcode, end);
        request.setNoreply(noreply);
        request.setArguments(verbEnd, count);
        switch (opcode) {
            case INVALID -> refuse(buffer, last, lastEnd, count, request);
            case FLUSH_ALL -> decodeDelay(buffer, verbEnd, end, count == (noreply ? 1 : 0), request);
            case VERBOSITY -> decodeNumber(buffer, verbEnd, end, DecodeError.BAD_COMMAND_LINE, request);
            case CACHE_MEMLIMIT -> decodeNumber(buffer, verbEnd, end, DecodeError.BAD_MEMORY_LIMIT, request);
            default -> { }
        }
    }

    private static void refuse(
        final ByteBuffer buffer, final int last, final int lastEnd, final int count, final Request request) {
        final boolean http = count > 0 && lastEnd - last >= HTTP_LENGTH
            && AsciiScan.fourBytes(buffer, last) == HTTP && buffer.get(last + 4) == '/';
        request.setError(http ? DecodeError.HTTP_REQUEST : DecodeError.UNKNOWN_COMMAND, 0);
    }

    private static void decodeDelay(
        final ByteBuffer buffer, final int from, final int end, final boolean absent, final Request request) {
        if (absent) {
            return;
        }
        final int start = AsciiScan.skipSpaces(buffer, from, end);
        final long seconds = AsciiDecimal.int32(buffer, start, AsciiScan.indexOfSpace(buffer, start, end));
        if (seconds == AsciiDecimal.INVALID) {
            request.setError(DecodeError.BAD_EXPTIME, 0);
        } else {
            request.setExptime((int) seconds);
        }
    }

    private static void decodeNumber(
        final ByteBuffer buffer, final int from, final int end, final DecodeError error, final Request request) {
        final int start = AsciiScan.skipSpaces(buffer, from, end);
        final long number = start == end ? AsciiDecimal.INVALID
            : AsciiDecimal.unsigned32(buffer, start, AsciiScan.indexOfSpace(buffer, start, end));
        if (number == AsciiDecimal.INVALID) {
            request.setError(error, 0);
        } else {
            request.setNumber(number);
        }
    }

    /** The commands that may have spaces in front. */
    private enum AdminVerb {
        SHUTDOWN("shutdown", Opcode.SHUTDOWN),
        SLABS("slabs", Opcode.SLABS),
        CACHE_MEMLIMIT("cache_memlimit", Opcode.CACHE_MEMLIMIT),
        FLUSH_ALL("flush_all", Opcode.FLUSH_ALL),
        LRU_CRAWLER("lru_crawler", Opcode.LRU_CRAWLER),
        VERBOSITY("verbosity", Opcode.VERBOSITY),
        LRU("lru", Opcode.LRU),
        REFRESH_CERTS("refresh_certs", Opcode.REFRESH_CERTS),
        DEBUGTIME("debugtime", Opcode.DEBUGTIME),
        DEBUGITEM("debugitem", Opcode.DEBUGITEM);

        private static final AdminVerb[] ALL = values();

        private final ByteBuffer name;
        private final Opcode opcode;

        AdminVerb(final String name, final Opcode opcode) {
            this.name = ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
            this.opcode = opcode;
        }

        static Opcode find(final ByteBuffer buffer, final int from, final int to) {
            for (final AdminVerb verb : ALL) {
                if (verb.matches(buffer, from, to)) {
                    return verb.opcode;
                }
            }
            return Opcode.INVALID;
        }

        private boolean matches(final ByteBuffer buffer, final int from, final int to) {
            final int length = name.limit();
            if (to - from != length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (buffer.get(from + i) != name.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
