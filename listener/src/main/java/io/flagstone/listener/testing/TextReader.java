/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.RequestDecoder;
import io.flagstone.protocol.meta.MetaDecoder;
import io.flagstone.protocol.meta.MetaRequest;
import io.flagstone.protocol.text.TextRequestDecoder;
import java.nio.ByteBuffer;

/** Reads lines of the text and the meta dialect, by the decoders of the server itself. */
final class TextReader implements CommandReader {
    private static final String NOREPLY = " noreply";

    private final TextRequestDecoder decoder = new TextRequestDecoder();
    private final Request request = new Request();
    private final MetaRequest meta = new MetaRequest();
    private CommandDraft draft;

    @Override
    public int read(final ByteBuffer in, final int at, final int limit) {
        final int used = decoder.decode(in, at, limit, request);
        if (used == RequestDecoder.NEED_MORE) {
            return 0;
        }
        final String line = CommandDraft.text(in, at, request.lineEnd() - at).strip();
        final int blank = line.indexOf(' ');
        final String name = blank < 0 ? line : line.substring(0, blank);
        final String rest = blank < 0 ? "" : line.substring(blank).stripTrailing();
        draft = new CommandDraft(isMeta(request.verb()) ? CommandDialect.META : CommandDialect.TEXT);
        draft.name = name;
        draft.quiet = request.noreply();
        if (request.error() != null) {
            draft.behind = rest;
            draft.bodyLength = request.swallow();
        } else if (draft.dialect == CommandDialect.META) {
            readMeta(in, rest);
        } else {
            readText(in, rest);
        }
        return used;
    }

    @Override
    public CommandDraft draft() {
        return draft;
    }

    private static boolean isMeta(final Opcode verb) {
        return verb.ordinal() >= Opcode.META_NOOP.ordinal() && verb.ordinal() <= Opcode.META_DEBUG.ordinal();
    }

    private void readText(final ByteBuffer in, final String rest) {
        draft.exptime = request.exptime();
        final String noreply = draft.quiet ? NOREPLY : "";
        switch (request.opcode()) {
            case GET, GETS, GAT, GATS -> {
                draft.before = request.opcode().isGetAndTouch() ? " " + draft.exptime : "";
                while (request.nextKey()) {
                    draft.addKey(in, request.keyOffset(), request.keyLength());
                }
            }
            case SET, ADD, REPLACE, APPEND, PREPEND, CAS -> {
                draft.flags = Integer.toUnsignedLong(request.flags());
                value(request.valueLength());
                draft.addKey(in, request.keyOffset(), request.keyLength());
                draft.behind = " " + draft.flags + " " + draft.exptime + " (" + draft.valueLength + " bytes)"
                    + (request.opcode() == Opcode.CAS ? " " + Long.toUnsignedString(request.casUnique()) : "")
                    + noreply;
            }
            case DELETE -> {
                draft.addKey(in, request.keyOffset(), request.keyLength());
                draft.behind = noreply;
            }
            case INCR, DECR -> {
                draft.addKey(in, request.keyOffset(), request.keyLength());
                draft.behind = " " + Long.toUnsignedString(request.delta()) + noreply;
            }
            case TOUCH -> {
                draft.addKey(in, request.keyOffset(), request.keyLength());
                draft.behind = " " + draft.exptime + noreply;
            }
            default -> draft.behind = rest;
        }
    }

    private void value(final int length) {
        draft.valueLength = length;
        draft.bodyLength = (long) length + ProtocolLimits.VALUE_END_LENGTH;
    }

    /** @param rest of the line, behind the command. */
    private void readMeta(final ByteBuffer in, final String rest) {
        draft.behind = rest;
        if (request.opcode() == Opcode.META_NOOP) {
            return;
        }
        MetaDecoder.decode(in, request, meta);
        final boolean stores = request.opcode() == Opcode.META_SET;
        if (meta.error() != null) {
            final boolean hasBody = stores && meta.error() != DecodeError.BAD_COMMAND_LINE;
            draft.bodyLength = hasBody ? (long) request.valueLength() + ProtocolLimits.VALUE_END_LENGTH : 0;
            return;
        }
        draft.addKey(meta.keyBuffer(), meta.keyOffset(), meta.keyLength());
        draft.quiet = meta.has('q');
        draft.exptime = meta.exptime();
        draft.flags = Integer.toUnsignedLong(meta.clientFlags());
        final String behindKey = behindWord(rest);
        if (stores) {
            value(request.valueLength());
            draft.behind = " (" + draft.valueLength + " bytes)" + behindWord(behindKey);
        } else {
            draft.behind = behindKey;
        }
    }

    /** What stands behind the first word; empty, or behind a blank. */
    private static String behindWord(final String words) {
        final String text = words.strip();
        final int blank = text.indexOf(' ');
        return blank < 0 ? "" : " " + text.substring(blank).strip();
    }
}
