/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.DeleteResult;
import io.flagstone.engine.DeleteTerms;
import io.flagstone.engine.Lookup;
import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.meta.MetaReplies;
import io.flagstone.protocol.meta.MetaReplyEncoder;
import io.flagstone.protocol.meta.MetaRequest;
import io.flagstone.protocol.text.TextReplies;
import io.flagstone.protocol.text.TextResponseEncoder;
import java.nio.ByteBuffer;

/** {@code md}: removes an item, or makes it stale or empty. */
final class MetaDelete {
    private final ServerState state;
    private final BufferOperations cache;
    private final Counters counters;
    private final ReplyBuffer out;
    private final EventLog events;
    private final DeleteTerms terms = new DeleteTerms();
    private final NoReader nobody = new NoReader();

    MetaDelete(final ServerState state, final Counters counters, final ReplyBuffer out, final EventLog events) {
        this.state = state;
        this.counters = counters;
        this.out = out;
        this.events = events;
        cache = state.cache.buffers();
    }

    void execute(final Conversation conversation, final MetaRequest request) {
        if (request.isOpaqueTooLong()) {
            out.answer(DecodeError.OPAQUE_TOO_LONG.reply(), false);
            return;
        }
        events.seeks(conversation, request.keyBuffer(), request.keyOffset(), request.keyLength());
        final DeleteResult result = delete(request);
        final boolean done = result == DeleteResult.DELETED;
        final boolean deletes = !request.has('I');
        if (done && deletes) {
            counters.increment(Counter.DELETE_HITS);
        } else if (result == DeleteResult.NOT_FOUND || result == DeleteResult.EXISTS) {
            counters.increment(Counter.DELETE_MISSES);
        }
        if (deletes) {
            events.deleted(request.keyBuffer(), request.keyOffset(), request.keyLength(), done,
                EventLog.Deletion.MD);
        }
        answer(request, result);
    }

    private DeleteResult delete(final MetaRequest request) {
        final ByteBuffer buffer = request.keyBuffer();
        final int offset = request.keyOffset();
        final int length = request.keyLength();
        if (request.has('C') && request.compareCas() == 0 && state.config.cas()) {
            final boolean found = cache.peek(buffer, offset, length, nobody) == Lookup.HIT;
            return found ? DeleteResult.EXISTS : DeleteResult.NOT_FOUND;
        }
        terms.reset().compareCas(state.comparedUnique(request.compareCas()))
            .assignCas(state.uniqueOrNone(request.newCas())).marksStale(request.has('I'))
            .empties(request.has('x'), request.clientFlags());
        if (request.has('T')) {
            terms.touch(state.clock.deadline(request.exptime()));
        }
        return cache.delete(buffer, offset, length, terms);
    }

    private void answer(final MetaRequest request, final DeleteResult result) {
        if (result == DeleteResult.OUT_OF_MEMORY) {
            out.answer(TextReplies.OUT_OF_MEMORY, false);
            return;
        }
        out.ensure(MetaReplyEncoder.MAX_LINE_LENGTH);
        final ByteBuffer buffer = out.buffer();
        int end = TextResponseEncoder.bytes(buffer, out.index(), switch (result) {
            case DELETED -> MetaReplies.DONE;
            case EXISTS -> MetaReplies.EXISTS;
            default -> MetaReplies.NOT_FOUND;
        });
        end = TextResponseEncoder.crlf(buffer, MetaReplyEncoder.reflected(buffer, end, request));
        out.answer(end, end, result == DeleteResult.DELETED && request.has('q'));
    }
}
