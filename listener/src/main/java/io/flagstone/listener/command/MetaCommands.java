/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.meta.MetaDecoder;
import io.flagstone.protocol.meta.MetaRequest;
import java.nio.ByteBuffer;

/** The meta dialect: decodes what the text dialect has left of a request, and has it carried out. */
final class MetaCommands {
    private final Request request;
    private final ReplyBuffer out;
    private final MetaRequest meta = new MetaRequest();
    private final MetaGet get;
    private final MetaStore store;
    private final MetaDelete delete;
    private final MetaArithmetic arithmetic;
    private final MetaDebug debug;

    MetaCommands(final ServerState state, final Counters counters, final Request request, final ReplyBuffer out,
            final EventLog events) {
        this.request = request;
        this.out = out;
        get = new MetaGet(state, counters, out, events);
        store = new MetaStore(state, counters, out, events);
        delete = new MetaDelete(state, counters, out, events);
        arithmetic = new MetaArithmetic(state, counters, out, events);
        debug = new MetaDebug(state, counters, out);
    }

    /** The request that was decoded last. */
    MetaRequest request() {
        return meta;
    }

    /** Carries a request out whose line was decoded. Returns the bytes of its data block that are used up. */
    int execute(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        MetaDecoder.decode(in, request, meta);
        if (meta.error() != null) {
            refuse(conversation);
            return 0;
        }
        switch (request.opcode()) {
            case META_GET -> get.execute(conversation, meta);
            case META_SET -> {
                return store.begin(conversation, meta, request.valueLength(), in, at, limit);
            }
            case META_DELETE -> delete.execute(conversation, meta);
            case META_ARITHMETIC -> arithmetic.execute(conversation, meta);
            default -> debug.execute(meta);
        }
        return 0;
    }

    /** No request is quiet about its mistakes. */
    private void refuse(final Conversation conversation) {
        out.answer(meta.error().reply(), false);
        final boolean hasBlock =
            request.opcode() == Opcode.META_SET && meta.error() != DecodeError.BAD_COMMAND_LINE;
        DataBlock.swallow(conversation,
            hasBlock ? (long) request.valueLength() + ProtocolLimits.VALUE_END_LENGTH : 0);
    }
}
