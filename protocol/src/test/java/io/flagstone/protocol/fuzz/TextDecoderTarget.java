/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.fuzz;

import static io.flagstone.protocol.fuzz.Surroundings.require;

import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.RequestDecoder;
import io.flagstone.protocol.text.TextRequestDecoder;
import java.nio.ByteBuffer;

/** The text dialect's decoder: every step takes bytes or waits, and says the same whatever surrounds the bytes. */
public final class TextDecoderTarget {
    private static final RequestDecoder DECODER = new TextRequestDecoder();

    private TextDecoderTarget() {
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(final byte[] data) {
        final ByteBuffer bare = Surroundings.none(data);
        final ByteBuffer lines = Surroundings.of(data, (byte) '\n');
        final ByteBuffer digits = Surroundings.of(data, (byte) '7');
        long at = 0;
        while (at < data.length) {
            final int offset = (int) at;
            final Request request = new Request();
            final int used = DECODER.decode(bare, offset, data.length, request);
            final String all = describe(request, bare, used, offset);
            require(all.equals(decoded(lines, offset, data.length)), "a line end behind it must not matter");
            require(all.equals(decoded(digits, offset, data.length)), "a digit behind it must not matter");
            require(used == RequestDecoder.NEED_MORE || used > 0 && used <= data.length - offset,
                "a step must take bytes that are there, or wait: used=" + used);
            if (used == RequestDecoder.NEED_MORE) {
                return;
            }
            requireToWait(bare, offset, used, request);
            at += used + request.swallow() + (request.opcode().isStore() ? request.valueLength() + 2L : 0);
        }
    }

    /** Cut off anywhere, a line is not a request yet. */
    private static void requireToWait(final ByteBuffer bytes, final int offset, final int used, final Request whole) {
        if (whole.error() == DecodeError.LINE_TOO_LONG) {
            return;
        }
        for (int cut = 1; cut < used && cut <= ProtocolLimits.MAX_LINE_WITHOUT_END; cut += 1 + cut / 8) {
            final int part = DECODER.decode(bytes, offset, offset + cut, new Request());
            require(part == RequestDecoder.NEED_MORE, "a part of a line must wait: cut=" + cut + " used=" + part);
        }
    }

    private static String decoded(final ByteBuffer bytes, final int offset, final int limit) {
        final Request request = new Request();
        return describe(request, bytes, DECODER.decode(bytes, offset, limit, request), offset);
    }

    private static String describe(final Request request, final ByteBuffer bytes, final int used, final int offset) {
        if (used == RequestDecoder.NEED_MORE) {
            return "";
        }
        final StringBuilder text = new StringBuilder().append(used).append(' ').append(request.verb()).append(' ')
            .append(request.error()).append(' ').append(request.noreply()).append(' ').append(request.swallow())
            .append(' ').append(request.valueLength()).append(' ').append(request.flags()).append(' ')
            .append(request.exptime()).append(' ').append(request.delta()).append(' ').append(request.casUnique())
            .append(' ').append(request.number()).append(' ').append(request.argumentCount());
        for (int i = 0; i < request.argumentCount(); i++) {
            text.append(' ').append(request.argument(i));
        }
        if (request.opcode().isRetrieval()) {
            while (request.nextKey()) {
                key(request, used, offset, text);
            }
        } else if (request.keyLength() > 0) {
            key(request, used, offset, text);
            require(request.keyLength() <= ProtocolLimits.MAX_KEY_LENGTH, "a key must not be too long");
        }
        return text.toString();
    }

    private static void key(final Request request, final int used, final int offset, final StringBuilder text) {
        require(request.keyOffset() >= offset && request.keyOffset() + request.keyLength() <= offset + used,
            "a key must lie in its line: keyOffset=" + request.keyOffset() + " keyLength=" + request.keyLength());
        text.append(" key ").append(request.keyOffset()).append('+').append(request.keyLength());
    }
}
