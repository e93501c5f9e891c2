/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.StoreMode;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.StoreTerms;
import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.meta.MetaReplies;
import io.flagstone.protocol.meta.MetaReplyEncoder;
import io.flagstone.protocol.meta.MetaRequest;
import io.flagstone.protocol.text.TextReplies;
import io.flagstone.protocol.text.TextResponseEncoder;
import java.nio.ByteBuffer;

/** {@code ms} and the data blocks behind it. */
final class MetaStore implements DataBlock.Owner {
    private final ServerState state;
    private final BufferOperations cache;
    private final Counters counters;
    private final ReplyBuffer out;
    private final EventLog events;
    private final StoreTerms terms = new StoreTerms();

    MetaStore(final ServerState state, final Counters counters, final ReplyBuffer out, final EventLog events) {
        this.state = state;
        this.counters = counters;
        this.out = out;
        this.events = events;
        cache = state.cache.buffers();
    }

    private static StoreMode mode(final MetaRequest request) {
        return switch (request.mode()) {
            case 'E' -> StoreMode.ADD;
            case 'A' -> StoreMode.APPEND;
            case 'P' -> StoreMode.PREPEND;
            case 'R' -> request.has('C') ? StoreMode.CAS : StoreMode.REPLACE;
            default -> request.has('C') ? StoreMode.CAS : StoreMode.SET;
        };
    }

    /** Only what is joined to nothing has the time to live that {@code N} gives. */
    private int deadline(final MetaRequest request) {
        return state.clock.deadline(
            StorageCommands.joins(mode(request)) && request.has('N') ? request.vivifyExptime() : request.exptime());
    }

    /** Begins a store whose line was decoded. Returns the bytes of the data block that are used up. */
    int begin(final Conversation conversation, final MetaRequest request, final int length, final ByteBuffer in,
            final int at, final int limit) {
        final int deadline = deadline(request);
        events.storing(conversation, request.keyBuffer(), request.keyOffset(), request.keyLength(),
            request.clientFlags(), deadline, length);
        if (state.isTooLarge(request.keyLength(), request.clientFlags(), length)) {
            return refuse(conversation, request, StoreResult.TOO_LARGE, length);
        }
        if (request.isOpaqueTooLong()) {
            counters.increment(Counter.CMD_SET);
            out.answer(DecodeError.OPAQUE_TOO_LONG.reply(), false);
            DataBlock.swallow(conversation, (long) length + ProtocolLimits.VALUE_END_LENGTH);
            return 0;
        }
        if (limit - at >= length + ProtocolLimits.VALUE_END_LENGTH) {
            storeWhole(conversation, request, deadline, in, at, length);
            return length + ProtocolLimits.VALUE_END_LENGTH;
        }
        final StoreResult begun = DataBlock.begin(conversation, state, request.keyBuffer(), request.keyOffset(),
            request.keyLength(), length, request.clientFlags(), deadline);
        if (begun != StoreResult.STORED) {
            return refuse(conversation, request, begun, length);
        }
        counters.increment(Counter.CMD_SET);
        conversation.keep(request);
        conversation.valueLength = length;
        DataBlock.expect(conversation, this, ProtocolLimits.VALUE_END_LENGTH);
        return 0;
    }

    private void storeWhole(final Conversation conversation, final MetaRequest request, final int deadline,
            final ByteBuffer in, final int at, final int length) {
        if (!DataBlock.endsRight(in, at + length)) {
            counters.increment(Counter.CMD_SET);
            out.answer(TextReplies.BAD_DATA_CHUNK, false);
            return;
        }
        final StoreResult result = cache.store(set(request), request.keyBuffer(), request.keyOffset(),
            request.keyLength(), in, at, length, request.clientFlags(), deadline);
        final boolean failed = result == StoreResult.OUT_OF_MEMORY || result == StoreResult.TOO_LARGE;
        if (failed && !StorageCommands.joins(mode(request))) {
            forget(request, result);
        } else {
            counters.increment(Counter.CMD_SET);
        }
        answer(conversation, request, result, length);
    }

    private StoreTerms set(final MetaRequest request) {
        final StoreMode mode = mode(request);
        final long unique = StorageCommands.joins(mode) ? state.uniqueOrNone(request.compareCas())
            : state.comparedUnique(request.compareCas());
        return terms.reset().mode(mode).compareCas(unique).assignCas(state.uniqueOrNone(request.newCas()))
            .invalidates(request.has('I')).binaryKey(request.isBinaryKey()).createsIfAbsent(request.has('N'));
    }

    /** Answers, and lets the data block go by. */
    private int refuse(final Conversation conversation, final MetaRequest request, final StoreResult result,
            final int length) {
        forget(request, result);
        events.stored(conversation, mode(request), result);
        out.answer(result == StoreResult.TOO_LARGE ? TextReplies.TOO_LARGE : TextReplies.OUT_OF_MEMORY_STORING, false);
        DataBlock.swallow(conversation, (long) length + ProtocolLimits.VALUE_END_LENGTH);
        return 0;
    }

    /** Whatever cannot be stored takes the old value with it, in every mode, so that nobody goes on with that. */
    private void forget(final MetaRequest request, final StoreResult result) {
        counters.increment(result == StoreResult.TOO_LARGE ? Counter.STORE_TOO_LARGE : Counter.STORE_NO_MEMORY);
        cache.delete(request.keyBuffer(), request.keyOffset(), request.keyLength(), 0);
    }

    @Override
    public void onWhole(final Conversation conversation, final boolean endedRight) {
        if (!endedRight) {
            conversation.writer.abort();
            out.answer(TextReplies.BAD_DATA_CHUNK, false);
            return;
        }
        final MetaRequest request = conversation.kept;
        final StoreResult result = conversation.writer.commit(set(request));
        if (result == StoreResult.OUT_OF_MEMORY) {
            counters.increment(Counter.STORE_NO_MEMORY);
        }
        answer(conversation, request, result, conversation.valueLength);
    }

    private void answer(final Conversation conversation, final MetaRequest request, final StoreResult result,
            final int length) {
        final StoreMode mode = mode(request);
        events.stored(conversation, mode, result);
        counters.stored(mode, result);
        final boolean failed = result == StoreResult.OUT_OF_MEMORY || result == StoreResult.TOO_LARGE;
        if (failed && !StorageCommands.joins(mode)) {
            out.answer(result == StoreResult.TOO_LARGE ? TextReplies.TOO_LARGE : TextReplies.OUT_OF_MEMORY_STORING,
                false);
            return;
        }
        out.ensure(MetaReplyEncoder.MAX_LINE_LENGTH);
        final ByteBuffer buffer = out.buffer();
        final int code = TextResponseEncoder.bytes(buffer, out.index(), switch (result) {
            case STORED -> MetaReplies.DONE;
            case EXISTS -> MetaReplies.EXISTS;
            case NOT_FOUND -> MetaReplies.NOT_FOUND;
            default -> MetaReplies.NOT_STORED;
        });
        final boolean stored = result == StoreResult.STORED;
        final int end = TextResponseEncoder.crlf(buffer, flags(buffer, code, request,
            stored ? state.uniqueOrNone(terms.casUnique()) : 0, stored ? terms.valueLength() : length));
        out.answer(end, end, stored && request.has('q'));
    }

    private static int flags(final ByteBuffer buffer, final int from, final MetaRequest request, final long casUnique,
            final int valueLength) {
        int at = from;
        for (int i = 0; i < request.flagCount(); i++) {
            switch (request.flag(i)) {
                case 'O' -> at = MetaReplyEncoder.opaque(buffer, at, request);
                case 'k' -> at = MetaReplyEncoder.key(buffer, at, request, request.isBinaryKey());
                case 'c' -> at = MetaReplyEncoder.flag(buffer, at, 'c', casUnique);
                case 's' -> at = MetaReplyEncoder.flag(buffer, at, 's', valueLength);
                default -> { }
            }
        }
        return at;
    }
}
