/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.StoreMode;
import io.flagstone.engine.StoreResult;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;
import java.nio.ByteBuffer;

/** set, add, replace, append, prepend and cas, and the data blocks behind them. */
final class StorageCommands implements DataBlock.Owner {
    private final ServerState state;
    private final BufferOperations cache;
    private final Counters counters;
    private final Request request;
    private final ReplyBuffer out;
    private final EventLog events;

    StorageCommands(final ServerState state, final Counters counters, final Request request, final ReplyBuffer out,
            final EventLog events) {
        this.state = state;
        this.counters = counters;
        this.request = request;
        this.out = out;
        this.events = events;
        cache = state.cache.buffers();
    }

    private static StoreMode mode(final Opcode verb) {
        return switch (verb) {
            case ADD -> StoreMode.ADD;
            case REPLACE -> StoreMode.REPLACE;
            case APPEND -> StoreMode.APPEND;
            case PREPEND -> StoreMode.PREPEND;
            case CAS -> StoreMode.CAS;
            default -> StoreMode.SET;
        };
    }

    /** Begins a store whose line was decoded. Returns the bytes of the data block that are used up. */
    int begin(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        final int length = request.valueLength();
        final StoreMode mode = mode(request.opcode());
        final int deadline = state.clock.deadline(request.exptime());
        events.storing(conversation, in, request.keyOffset(), request.keyLength(), request.flags(), deadline, length);
        if (state.isTooLarge(request.keyLength(), request.flags(), length)) {
            return refuse(conversation, in, mode, StoreResult.TOO_LARGE);
        }
        if (limit - at >= length + ProtocolLimits.VALUE_END_LENGTH) {
            storeWhole(conversation, in, at, mode, deadline);
            return length + ProtocolLimits.VALUE_END_LENGTH;
        }
        final StoreResult begun = DataBlock.begin(conversation, state, in, request.keyOffset(), request.keyLength(),
            length, request.flags(), deadline);
        if (begun != StoreResult.STORED) {
            return refuse(conversation, in, mode, begun);
        }
        counters.increment(Counter.CMD_SET);
        conversation.mode = mode;
        conversation.casUnique = state.comparedUnique(request.casUnique());
        conversation.noreply = request.noreply();
        DataBlock.expect(conversation, this, ProtocolLimits.VALUE_END_LENGTH);
        return 0;
    }

    private void storeWhole(final Conversation conversation, final ByteBuffer in, final int at, final StoreMode mode,
            final int deadline) {
        final int length = request.valueLength();
        if (!DataBlock.endsRight(in, at + length)) {
            counters.increment(Counter.CMD_SET);
            out.answer(TextReplies.BAD_DATA_CHUNK, request.noreply());
            return;
        }
        final StoreResult result = cache.store(mode, in, request.keyOffset(), request.keyLength(), in, at, length,
            request.flags(), deadline, state.comparedUnique(request.casUnique()));
        if (result == StoreResult.OUT_OF_MEMORY || result == StoreResult.TOO_LARGE) {
            forget(in, mode, result);
        } else {
            counters.increment(Counter.CMD_SET);
        }
        answer(conversation, mode, result, request.noreply());
    }

    /** Answers, and lets the data block go by. */
    private int refuse(final Conversation conversation, final ByteBuffer in, final StoreMode mode,
            final StoreResult result) {
        forget(in, mode, result);
        answer(conversation, mode, result, request.noreply());
        DataBlock.swallow(conversation, (long) request.valueLength() + ProtocolLimits.VALUE_END_LENGTH);
        return 0;
    }

    /** A set that cannot be done takes the old value with it, so that nobody goes on with what was to be replaced. */
    private void forget(final ByteBuffer in, final StoreMode mode, final StoreResult result) {
        counters.increment(result == StoreResult.TOO_LARGE ? Counter.STORE_TOO_LARGE : Counter.STORE_NO_MEMORY);
        if (mode == StoreMode.SET) {
            cache.delete(in, request.keyOffset(), request.keyLength(), 0);
        }
    }

    @Override
    public void onWhole(final Conversation conversation, final boolean endedRight) {
        if (!endedRight) {
            conversation.writer.abort();
            out.answer(TextReplies.BAD_DATA_CHUNK, conversation.noreply);
            return;
        }
        final StoreResult result = conversation.writer.commit(conversation.mode, conversation.casUnique);
        if (result == StoreResult.OUT_OF_MEMORY) {
            counters.increment(Counter.STORE_NO_MEMORY);
        }
        answer(conversation, conversation.mode, result, conversation.noreply);
    }

    private void answer(final Conversation conversation, final StoreMode mode, final StoreResult result,
            final boolean noreply) {
        events.stored(conversation, mode, result);
        counters.stored(mode, result);
        out.answer(switch (result) {
            case STORED -> TextReplies.STORED;
            case NOT_STORED -> TextReplies.NOT_STORED;
            case EXISTS -> TextReplies.EXISTS;
            case NOT_FOUND -> TextReplies.NOT_FOUND;
            case TOO_LARGE -> TextReplies.TOO_LARGE;
            case OUT_OF_MEMORY -> joins(mode) ? TextReplies.NOT_STORED : TextReplies.OUT_OF_MEMORY_STORING;
        }, noreply);
    }

    static boolean joins(final StoreMode mode) {
        return mode == StoreMode.APPEND || mode == StoreMode.PREPEND;
    }
}
