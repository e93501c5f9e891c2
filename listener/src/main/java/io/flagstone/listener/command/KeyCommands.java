/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.DeleteResult;
import io.flagstone.engine.DeltaResult;
import io.flagstone.engine.TouchResult;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;
import java.nio.ByteBuffer;
import org.agrona.collections.MutableLong;

/** The commands on one key that have no data block: delete, incr, decr and touch. */
final class KeyCommands {
    private final ServerState state;
    private final BufferOperations cache;
    private final Counters counters;
    private final Request request;
    private final ReplyBuffer out;
    private final EventLog events;
    private final MutableLong number = new MutableLong();

    KeyCommands(final ServerState state, final Counters counters, final Request request, final ReplyBuffer out,
            final EventLog events) {
        this.state = state;
        this.counters = counters;
        this.request = request;
        this.out = out;
        this.events = events;
        cache = state.cache.buffers();
    }

    void execute(final Conversation conversation, final ByteBuffer in) {
        events.seeks(conversation, in, request.keyOffset(), request.keyLength());
        switch (request.opcode()) {
            case DELETE -> delete(in);
            case TOUCH -> touch(in);
            default -> count(in, request.opcode() == Opcode.INCR);
        }
    }

    private void delete(final ByteBuffer in) {
        final boolean hit =
            cache.delete(in, request.keyOffset(), request.keyLength(), 0) == DeleteResult.DELETED;
        counters.increment(hit ? Counter.DELETE_HITS : Counter.DELETE_MISSES);
        events.deleted(in, request.keyOffset(), request.keyLength(), hit, EventLog.Deletion.DELETE);
        answer(hit ? TextReplies.DELETED : TextReplies.NOT_FOUND);
    }

    private void touch(final ByteBuffer in) {
        final TouchResult result = cache.touch(in, request.keyOffset(), request.keyLength(),
            state.clock.deadline(request.exptime()));
        counters.touched(result == TouchResult.TOUCHED);
        answer(switch (result) {
            case TOUCHED -> TextReplies.TOUCHED;
            case NOT_FOUND -> TextReplies.NOT_FOUND;
            case OUT_OF_MEMORY -> TextReplies.OUT_OF_MEMORY;
        });
    }

    private void count(final ByteBuffer in, final boolean up) {
        final int offset = request.keyOffset();
        final int length = request.keyLength();
        final DeltaResult result = up ? cache.increment(in, offset, length, request.delta(), number)
            : cache.decrement(in, offset, length, request.delta(), number);
        switch (result) {
            case OK -> {
                counters.increment(up ? Counter.INCR_HITS : Counter.DECR_HITS);
                out.answer(number.value, request.noreply());
            }
            case NOT_FOUND -> {
                counters.increment(up ? Counter.INCR_MISSES : Counter.DECR_MISSES);
                answer(TextReplies.NOT_FOUND);
            }
            case NOT_NUMERIC -> answer(TextReplies.NON_NUMERIC);
            default -> answer(TextReplies.OUT_OF_MEMORY);
        }
    }

    private void answer(final byte[] reply) {
        out.answer(reply, request.noreply());
    }
}
