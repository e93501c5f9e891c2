/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryResponseEncoder;
import io.flagstone.protocol.binary.BinaryStatus;
import java.nio.ByteBuffer;

/** The responses of the binary dialect, on their way into a worker's reply buffer. */
final class BinaryReplies {
    /** More than any response without a value or a statistic needs. */
    private static final int SHORT_RESPONSE = 512;

    private final ReplyBuffer out;
    private final BinaryLog log;

    BinaryReplies(final ReplyBuffer out, final BinaryLog log) {
        this.out = out;
        this.log = log;
    }

    /** Where a response that is written elsewhere begins, behind which there is room for it. */
    int begin(final int room) {
        out.ensure(room);
        return out.index();
    }

    /** Takes a response that was written behind {@link #begin}, up to an index. */
    void end(final Conversation conversation, final int index) {
        if (log.isOn()) {
            log.response(conversation, out.buffer(), out.index());
        }
        out.advance(index);
    }

    /** Says that it went well, unless the client wants to hear of errors only. */
    void success(final Conversation conversation, final BinaryRequest request) {
        success(conversation, request.opcodeByte(), request.opaque(), request.isQuiet(), 0);
    }

    void success(final Conversation conversation, final byte opcode, final int opaque, final boolean quiet,
            final long casUnique) {
        if (!quiet) {
            final int at = begin(SHORT_RESPONSE);
            end(conversation, BinaryResponseEncoder.success(out.buffer(), at, opcode, opaque, casUnique));
        }
    }

    /** Says what went wrong, to a client that wants no answers too. */
    void error(final Conversation conversation, final BinaryRequest request, final BinaryStatus status) {
        error(conversation, request.opcodeByte(), request.opaque(), status);
    }

    void error(final Conversation conversation, final byte opcode, final int opaque, final BinaryStatus status) {
        if (log.isOn()) {
            log.error(conversation, status);
        }
        final int at = begin(SHORT_RESPONSE);
        end(conversation, BinaryResponseEncoder.error(out.buffer(), at, opcode, opaque, status));
    }

    void words(final Conversation conversation, final BinaryRequest request, final BinaryStatus status,
            final byte[] words) {
        final int at = begin(SHORT_RESPONSE + words.length);
        end(conversation, BinaryResponseEncoder.words(out.buffer(), at, request.opcodeByte(), request.opaque(),
            status, words));
    }

    void number(final Conversation conversation, final BinaryRequest request, final long casUnique,
            final long number) {
        if (!request.isQuiet()) {
            final int at = begin(SHORT_RESPONSE);
            end(conversation, BinaryResponseEncoder.number(out.buffer(), at, request.opcodeByte(), request.opaque(),
                casUnique, number));
        }
    }

    /** Says that a key was not found, with the key where the command returns it. */
    void missing(final Conversation conversation, final BinaryRequest request, final ByteBuffer in) {
        if (request.isQuiet()) {
            return;
        }
        if (!request.opcode().returnsKey()) {
            error(conversation, request, BinaryStatus.NOT_FOUND);
            return;
        }
        final int at = begin(SHORT_RESPONSE);
        end(conversation, BinaryResponseEncoder.missingKey(out.buffer(), at, request.opcodeByte(), request.opaque(),
            in, request.keyOffset(), request.keyLength()));
    }

    void stat(final Conversation conversation, final byte opcode, final int opaque, final byte[] name,
            final byte[] value) {
        final int at = begin(SHORT_RESPONSE);
        end(conversation,
            BinaryResponseEncoder.statHeader(out.buffer(), at, opcode, opaque, name.length, value.length));
        out.put(name);
        out.put(value);
    }
}
