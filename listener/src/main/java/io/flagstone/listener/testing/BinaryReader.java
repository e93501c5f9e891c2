/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import io.flagstone.protocol.RequestDecoder;
import io.flagstone.protocol.binary.BinaryOpcode;
import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryRequestDecoder;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Reads packets of the binary dialect, by the decoder of the server itself. */
final class BinaryReader implements CommandReader {
    private final BinaryRequestDecoder decoder = new BinaryRequestDecoder();
    private final BinaryRequest request = new BinaryRequest();
    private CommandDraft draft;

    @Override
    public int read(final ByteBuffer in, final int at, final int limit) {
        final int used = decoder.decode(in, at, limit, request);
        if (used == RequestDecoder.NEED_MORE) {
            return 0;
        }
        draft = new CommandDraft(CommandDialect.BINARY);
        draft.name = name();
        draft.quiet = request.isQuiet();
        draft.opcode = request.opcodeByte();
        draft.opaque = request.opaque();
        draft.bodyLength = request.swallow() + request.valueLength();
        if (request.refusal() == null) {
            describe(in);
        }
        draft.behind += draft.quiet ? " noreply" : "";
        return used;
    }

    @Override
    public CommandDraft draft() {
        return draft;
    }

    private String name() {
        return switch (request.opcode()) {
            case GET, GETK -> "get";
            case GAT, GATK -> "gat";
            case SET -> request.casUnique() == 0 ? "set" : "cas";
            case INCREMENT -> "incr";
            case DECREMENT -> "decr";
            case FLUSH -> "flush_all";
            case STAT -> "stats";
            case ADD, REPLACE, APPEND, PREPEND, DELETE, TOUCH, NOOP, VERSION, QUIT, SASL_LIST, SASL_AUTH, SASL_STEP ->
                request.opcode().name().toLowerCase(Locale.ROOT);
            default -> String.format("0x%02x", request.opcodeByte());
        };
    }

    private void describe(final ByteBuffer in) {
        if (request.keyLength() > 0) {
            draft.addKey(in, request.keyOffset(), request.keyLength());
        }
        draft.exptime = request.expiration();
        draft.flags = Integer.toUnsignedLong(request.flags());
        switch (request.opcode()) {
            case SET, ADD, REPLACE, APPEND, PREPEND -> {
                draft.valueLength = request.valueLength();
                draft.behind = (joins() ? "" : " " + draft.flags + " " + draft.exptime) + " (" + draft.valueLength
                    + " bytes)" + (request.casUnique() == 0 ? "" : " " + Long.toUnsignedString(request.casUnique()));
            }
            case INCREMENT, DECREMENT -> draft.behind = " " + Long.toUnsignedString(request.delta());
            case TOUCH -> draft.behind = " " + draft.exptime;
            case GAT, GATK -> draft.before = " " + draft.exptime;
            default -> { }
        }
    }

    private boolean joins() {
        return request.opcode() == BinaryOpcode.APPEND || request.opcode() == BinaryOpcode.PREPEND;
    }
}
