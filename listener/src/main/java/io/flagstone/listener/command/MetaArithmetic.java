/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.CountTerms;
import io.flagstone.engine.DeltaResult;
import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;
import io.flagstone.engine.Lookup;
import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.meta.MetaReplies;
import io.flagstone.protocol.meta.MetaReplyEncoder;
import io.flagstone.protocol.meta.MetaRequest;
import io.flagstone.protocol.text.AsciiDecimal;
import io.flagstone.protocol.text.TextReplies;
import io.flagstone.protocol.text.TextResponseEncoder;
import java.nio.ByteBuffer;

/** {@code ma}: adds to a decimal number, subtracts from it, or makes it. */
final class MetaArithmetic {
    private final ServerState state;
    private final BufferOperations cache;
    private final Counters counters;
    private final ReplyBuffer out;
    private final EventLog events;
    private final CountTerms terms = new CountTerms();
    private final TimeReader time = new TimeReader();

    MetaArithmetic(final ServerState state, final Counters counters, final ReplyBuffer out, final EventLog events) {
        this.state = state;
        this.counters = counters;
        this.out = out;
        this.events = events;
        cache = state.cache.buffers();
    }

    private static boolean goesUp(final MetaRequest request) {
        return request.mode() != 'D' && request.mode() != '-';
    }

    void execute(final Conversation conversation, final MetaRequest request) {
        events.seeks(conversation, request.keyBuffer(), request.keyOffset(), request.keyLength());
        final DeltaResult result = change(request);
        final boolean up = goesUp(request);
        if (result == DeltaResult.OK && !terms.isCreated()) {
            counters.increment(up ? Counter.INCR_HITS : Counter.DECR_HITS);
        } else if (result == DeltaResult.NOT_FOUND) {
            counters.increment(up ? Counter.INCR_MISSES : Counter.DECR_MISSES);
        }
        switch (result) {
            case NOT_NUMERIC -> out.answer(TextReplies.NON_NUMERIC, false);
            case OUT_OF_MEMORY -> out.answer(
                request.has('N') ? MetaReplies.OUT_OF_MEMORY_CREATING : TextReplies.OUT_OF_MEMORY, false);
            default -> answer(request, result);
        }
    }

    private DeltaResult change(final MetaRequest request) {
        final ByteBuffer buffer = request.keyBuffer();
        final int offset = request.keyOffset();
        final int length = request.keyLength();
        time.seconds = -1;
        if (request.hasBehind('t', 'T') && cache.peek(buffer, offset, length, time) != Lookup.HIT) {
            time.seconds = -1;
        }
        terms.reset().delta(request.delta()).up(goesUp(request)).compareCas(state.comparedUnique(request.compareCas()))
            .assignCas(state.uniqueOrNone(request.newCas())).binaryKey(request.isBinaryKey());
        if (reaches(request, 'T')) {
            terms.touch(state.clock.deadline(request.exptime()));
        }
        if (request.has('N')) {
            terms.creates(true, request.initial(), state.clock.deadline(createdExptime(request)));
        }
        return cache.count(buffer, offset, length, terms);
    }

    /** Whether the request has a flag, and not behind an opaque too long, where memcached stops. */
    private static boolean reaches(final MetaRequest request, final char letter) {
        return request.has(letter) && !(request.isOpaqueTooLong() && request.hasBehind('O', letter));
    }

    /** Of N and T the last one counts; where neither is reached, the item lives for ever. */
    private static int createdExptime(final MetaRequest request) {
        final boolean hasN = reaches(request, 'N');
        if (reaches(request, 'T') && !(hasN && request.hasBehind('T', 'N'))) {
            return request.exptime();
        }
        return hasN ? request.vivifyExptime() : 0;
    }

    private void answer(final MetaRequest request, final DeltaResult result) {
        if (request.isOpaqueTooLong()) {
            out.answer(DecodeError.OPAQUE_TOO_LONG.reply(), false);
            return;
        }
        out.ensure(MetaReplyEncoder.MAX_LINE_LENGTH + AsciiDecimal.MAX_DIGITS + TextReplies.CRLF.length);
        final ByteBuffer buffer = out.buffer();
        if (result != DeltaResult.OK) {
            int end = TextResponseEncoder.bytes(buffer, out.index(),
                result == DeltaResult.EXISTS ? MetaReplies.EXISTS : MetaReplies.NOT_FOUND);
            end = TextResponseEncoder.crlf(buffer, MetaReplyEncoder.reflected(buffer, end, request));
            out.answer(end, end, false);
            return;
        }
        final boolean hasValue = request.has('v');
        int at = TextResponseEncoder.bytes(buffer, out.index(), hasValue ? MetaReplies.VALUE : MetaReplies.DONE);
        at = hasValue ? AsciiDecimal.put(buffer, at, AsciiDecimal.digits(terms.number())) : at;
        final int lineEnd = TextResponseEncoder.crlf(buffer, flags(buffer, at, request));
        final int end = hasValue
            ? TextResponseEncoder.crlf(buffer, AsciiDecimal.put(buffer, lineEnd, terms.number())) : lineEnd;
        out.answer(lineEnd, end, request.has('q'));
    }

    /** Writes what was asked for, in the order of the request, which is also that of its effects. */
    private int flags(final ByteBuffer buffer, final int from, final MetaRequest request) {
        int at = from;
        int left = terms.isCreated() || request.has('T') ? time.seconds : state.clock.secondsLeft(terms.deadline());
        for (int i = 0; i < request.flagCount(); i++) {
            switch (request.flag(i)) {
                case 'T' -> left = secondsLeft(request.exptime());
                case 'N' -> left = terms.isCreated() ? secondsLeft(request.vivifyExptime()) : left;
                case 't' -> at = MetaReplyEncoder.timeToLive(buffer, at, left);
                case 'c' -> at = MetaReplyEncoder.flag(buffer, at, 'c', state.uniqueOrNone(terms.casUnique()));
                case 'O' -> at = MetaReplyEncoder.opaque(buffer, at, request);
                case 'k' -> at = MetaReplyEncoder.key(buffer, at, request, request.isBinaryKey());
                default -> { }
            }
        }
        return at;
    }

    private int secondsLeft(final int exptime) {
        return state.clock.secondsLeft(state.clock.deadline(exptime));
    }

    /** Reads how long an item has to live before it is touched. */
    private static final class TimeReader extends ItemReader {
        private int seconds;

        @Override
        protected void onItem(final ItemView item) {
            seconds = item.remainingSeconds();
        }
    }
}
