/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.CountTerms;
import io.flagstone.engine.DeleteResult;
import io.flagstone.engine.DeltaResult;
import io.flagstone.protocol.binary.BinaryOpcode;
import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryStatus;
import java.nio.ByteBuffer;

/** The commands on one key that neither bring nor return a value: Delete, Increment and Decrement. */
final class BinaryKeys extends BinaryHandler {
    private final CountTerms terms = new CountTerms();

    BinaryKeys(final ServerState state, final Counters counters, final BinaryRequest request,
            final BinaryReplies replies, final EventLog events) {
        super(state, counters, request, replies, events);
    }

    void delete(final Conversation conversation, final ByteBuffer in) {
        final int offset = request.keyOffset();
        final int length = request.keyLength();
        events.seeks(conversation, in, offset, length);
        final DeleteResult result = cache.delete(in, offset, length, state.comparedUnique(request.casUnique()));
        events.deleted(in, offset, length, result == DeleteResult.DELETED, EventLog.Deletion.BINARY);
        switch (result) {
            case DELETED -> {
                counters.increment(Counter.DELETE_HITS);
                replies.success(conversation, request);
            }
            case EXISTS -> replies.error(conversation, request, BinaryStatus.EXISTS);
            default -> {
                counters.increment(Counter.DELETE_MISSES);
                replies.error(conversation, request, BinaryStatus.NOT_FOUND);
            }
        }
    }

    void count(final Conversation conversation, final ByteBuffer in) {
        final int offset = request.keyOffset();
        final int length = request.keyLength();
        final boolean up = request.opcode() == BinaryOpcode.INCREMENT;
        final boolean makes = request.expiration() != BinaryRequest.NEVER_MAKE;
        events.seeks(conversation, in, offset, length);
        terms.reset().delta(request.delta()).up(up).compareCas(state.comparedUnique(request.casUnique()))
            .creates(makes, request.initial(), state.clock.deadline(request.expiration()));
        final DeltaResult result = cache.count(in, offset, length, terms);
        switch (result) {
            case OK -> {
                if (!terms.isCreated()) {
                    counters.increment(up ? Counter.INCR_HITS : Counter.DECR_HITS);
                }
                replies.number(conversation, request, state.uniqueOrNone(terms.casUnique()), terms.number());
            }
            case NOT_FOUND -> {
                counters.increment(up ? Counter.INCR_MISSES : Counter.DECR_MISSES);
                replies.error(conversation, request, BinaryStatus.NOT_FOUND);
            }
            case EXISTS -> replies.error(conversation, request, BinaryStatus.EXISTS);
            case NOT_NUMERIC -> replies.error(conversation, request, BinaryStatus.NOT_NUMERIC);
            default -> replies.error(conversation, request, BinaryStatus.NO_MEMORY_FOR_NUMBER);
        }
    }
}
