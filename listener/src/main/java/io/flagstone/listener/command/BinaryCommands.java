/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.RequestDecoder;
import io.flagstone.protocol.binary.BinaryRefusal;
import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryRequestDecoder;
import io.flagstone.protocol.binary.BinaryStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The binary dialect of one worker: decodes a request and hands it to who carries it out. */
final class BinaryCommands {
    private static final byte[] VERSION = ServerState.VERSION.getBytes(StandardCharsets.US_ASCII);

    private final ServerState state;
    private final Counters counters;
    private final BinaryRequestDecoder decoder = new BinaryRequestDecoder();
    private final BinaryRequest request = new BinaryRequest();
    private final BinaryLog log;
    private final BinaryReplies replies;
    private final BinaryRetrieval retrieval;
    private final BinaryStorage storage;
    private final BinaryKeys keys;
    private final BinaryStats stats;
    private final BinarySasl sasl;

    BinaryCommands(final ServerState state, final Counters counters, final ReplyBuffer out, final EventLog events) {
        this.state = state;
        this.counters = counters;
        log = new BinaryLog(state);
        replies = new BinaryReplies(out, log);
        retrieval = new BinaryRetrieval(state, counters, request, out, replies, events);
        storage = new BinaryStorage(state, counters, request, replies, events);
        keys = new BinaryKeys(state, counters, request, replies, events);
        stats = new BinaryStats(state, request, replies);
        sasl = new BinarySasl(state, counters, request, replies);
    }

    /** The request that was decoded last. */
    BinaryRequest request() {
        return request;
    }

    /** Carries the request out that begins at an index. Returns the bytes used up, or {@code NEED_MORE}. */
    int command(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        if (!retrieval.hasRoom()) {
            conversation.unfinished = true;
            return RequestDecoder.NEED_MORE;
        }
        final int used = decoder.decode(in, at, limit, request);
        if (used == RequestDecoder.NEED_MORE) {
            return used;
        }
        final int value = at + used;
        if (request.refusal() == null && sasl.waits(limit - value)) {
            return RequestDecoder.NEED_MORE;
        }
        if (log.isOn()) {
            log.request(conversation, in, at, request);
        }
        if (refuses(conversation, in, at)) {
            return used;
        }
        return used + execute(conversation, in, value, limit);
    }

    /** Answers the request that begins at an index, whose answer is too long for what carries it. */
    void refuseLongAnswer(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        decoder.decode(in, at, limit, request);
        replies.error(conversation, request, BinaryStatus.OUT_OF_MEMORY);
    }

    /** Answers what must not be carried out; false if it may be. */
    private boolean refuses(final Conversation conversation, final ByteBuffer in, final int at) {
        final BinaryRefusal refusal = request.refusal();
        if (refusal == BinaryRefusal.BAD_MAGIC) {
            log.closes(conversation, in, at, request);
            conversation.closing = true;
            return true;
        }
        if (refusal != BinaryRefusal.BODY_TOO_SHORT && !sasl.admits(conversation)) {
            replies.error(conversation, request, BinaryStatus.AUTHENTICATION_FAILED);
            conversation.closing = true;
            return true;
        }
        if (refusal == null) {
            return false;
        }
        replies.error(conversation, request, refusal.status());
        if (refusal.closes()) {
            log.closes(conversation, in, at, request);
            conversation.closing = true;
        }
        DataBlock.swallow(conversation, request.swallow());
        return true;
    }

    /** Returns the bytes of the value that are used up. */
    private int execute(final Conversation conversation, final ByteBuffer in, final int value, final int limit) {
        switch (request.opcode()) {
            case SET, ADD, REPLACE, APPEND, PREPEND -> {
                return storage.begin(conversation, in, value, limit);
            }
            case GET, GETK, TOUCH, GAT, GATK -> retrieval.execute(conversation, in);
            case DELETE -> keys.delete(conversation, in);
            case INCREMENT, DECREMENT -> keys.count(conversation, in);
            case VERSION -> replies.words(conversation, request, BinaryStatus.SUCCESS, VERSION);
            case STAT -> {
                conversation.slow = true;
                stats.execute(conversation, in);
            }
            case SASL_LIST -> sasl.list(conversation);
            case SASL_AUTH, SASL_STEP -> sasl.authenticate(conversation, in, value);
            case FLUSH -> flush(conversation);
            case QUIT -> {
                replies.success(conversation, request);
                conversation.closing = true;
                conversation.leave();
            }
            default -> replies.success(conversation, request);
        }
        DataBlock.swallow(conversation, request.swallow());
        return 0;
    }

    private void flush(final Conversation conversation) {
        if (!state.config.flushAll()) {
            replies.error(conversation, request, BinaryStatus.AUTHENTICATION_FAILED);
            return;
        }
        counters.increment(Counter.CMD_FLUSH);
        state.flush(request.expiration());
        replies.success(conversation, request);
    }
}
