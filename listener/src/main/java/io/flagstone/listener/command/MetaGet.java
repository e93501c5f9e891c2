/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.FetchTerms;
import io.flagstone.engine.Lookup;
import io.flagstone.engine.ValueView;
import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.meta.MetaReplies;
import io.flagstone.protocol.meta.MetaReplyEncoder;
import io.flagstone.protocol.meta.MetaRequest;
import io.flagstone.protocol.text.TextReplies;
import io.flagstone.protocol.text.TextResponseEncoder;
import java.nio.ByteBuffer;

/**
 * {@code mg}. An item that nobody has to win, and that no flag changes, is read without a lock.
 *
 * <p>One request is one answer, so that it is written whatever the client has taken; only the next one waits.
 */
final class MetaGet {
    private static final int ROOM = ValueReply.COPIED_AT_MOST + ProtocolLimits.VALUE_END_LENGTH
        + MetaReplyEncoder.MAX_LINE_LENGTH;

    private final ServerState state;
    private final BufferOperations cache;
    private final Counters counters;
    private final ReplyBuffer out;
    private final EventLog events;
    private final FetchTerms terms = new FetchTerms();
    private final MetaGetReply reply;
    private MetaRequest request;
    private ValueView pinned;

    MetaGet(final ServerState state, final Counters counters, final ReplyBuffer out, final EventLog events) {
        this.state = state;
        this.counters = counters;
        this.out = out;
        this.events = events;
        cache = state.cache.buffers();
        reply = new MetaGetReply(state, terms, out);
    }

    void execute(final Conversation conversation, final MetaRequest of) {
        request = of;
        if (of.isOpaqueTooLong()) {
            out.answer(DecodeError.OPAQUE_TOO_LONG.reply(), false);
            return;
        }
        out.ensure(ROOM);
        final Lookup found = find();
        count(found);
        events.got(conversation, of.keyBuffer(), of.keyOffset(), of.keyLength(),
            found == Lookup.HIT && terms.isCreated() ? Lookup.MISS : found, reply.slabClass, reply.valueLength);
        if (found == Lookup.OUT_OF_MEMORY) {
            out.answer(TextReplies.OUT_OF_MEMORY, false);
        } else if (found != Lookup.HIT) {
            answerMiss();
        } else if (reply.isInPlace) {
            answerInPlace();
        } else {
            out.answer(reply.lineEnd, reply.end, false);
        }
        if (pinned != null) {
            pinned.close();
            pinned = null;
        }
    }

    private Lookup find() {
        terms.reset();
        reply.begin(request);
        if (request.has('N') || request.has('T') || request.has('R')) {
            return fetch();
        }
        final Lookup found = request.has('u')
            ? cache.peek(request.keyBuffer(), request.keyOffset(), request.keyLength(), reply)
            : cache.read(request.keyBuffer(), request.keyOffset(), request.keyLength(), reply);
        if (found != Lookup.HIT || !reply.isToBeWon) {
            return found;
        }
        reply.keepsUse = true;
        return fetch();
    }

    /** Reads under the lock, where it is decided who has to bring a new value. */
    private Lookup fetch() {
        reply.isFetch = true;
        terms.bumps(!request.has('u')).binaryKey(request.isBinaryKey());
        if (request.has('T')) {
            final int deadline = state.clock.deadline(request.exptime());
            terms.touch(deadline);
            if (request.has('v') && state.clock.secondsLeft(deadline) == 0) {
                // A time that is over already: the value is answered all the same, and could not be found any more.
                pinned = cache.peekView(request.keyBuffer(), request.keyOffset(), request.keyLength());
            }
        }
        if (request.has('R')) {
            terms.winBelow(state.clock.secondsLeft(state.clock.deadline(request.recacheTime())))
                .judgesNewDeadline(request.hasBehind('T', 'R'));
        }
        if (request.has('N')) {
            final boolean keepsLast = !request.hasBehind('N', 'T');
            terms.creates(state.clock.deadline(keepsLast ? request.vivifyExptime() : request.exptime()),
                state.uniqueOrNone(request.newCas()));
        }
        return cache.fetch(request.keyBuffer(), request.keyOffset(), request.keyLength(), terms, reply);
    }

    /** In the statistics a touch that misses is a get. */
    private void count(final Lookup found) {
        if (found == Lookup.HIT && request.has('T')) {
            counters.touched(true);
        } else {
            counters.got(found, reply.slabClass, reply.queue);
        }
    }

    private void answerMiss() {
        final ByteBuffer buffer = out.buffer();
        int end = TextResponseEncoder.bytes(buffer, out.index(), MetaReplies.MISS);
        end = TextResponseEncoder.crlf(buffer, MetaReplyEncoder.reflected(buffer, end, request));
        out.answer(end, end, request.has('q'));
    }

    /**
     * Sends a value from where it lies. Between the line that tells of it and the hold on it the item may have been
     * replaced: then the line is written again.
     */
    private void answerInPlace() {
        while (true) {
            final ValueView view = pinned != null ? pinned
                : cache.peekView(request.keyBuffer(), request.keyOffset(), request.keyLength());
            pinned = null;
            if (view != null && view.length() == reply.valueLength && view.casUnique() == reply.casUnique) {
                final boolean sendsLine = out.isHolding();
                out.answer(reply.lineEnd, reply.lineEnd, false);
                out.hold(view);
                out.put(TextReplies.CRLF);
                if (sendsLine) {
                    out.keep();
                }
                return;
            }
            if (view != null) {
                view.close();
            }
            reply.isFetch = false;
            if (cache.peek(request.keyBuffer(), request.keyOffset(), request.keyLength(), reply) != Lookup.HIT) {
                answerMiss();
                return;
            }
            if (!reply.isInPlace) {
                out.answer(reply.lineEnd, reply.end, false);
                return;
            }
        }
    }
}
