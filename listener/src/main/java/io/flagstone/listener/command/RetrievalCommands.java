/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;
import io.flagstone.engine.Lookup;
import io.flagstone.engine.ReadAhead;
import io.flagstone.engine.ValueView;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextReplies;
import io.flagstone.protocol.text.TextResponseEncoder;
import java.nio.ByteBuffer;

/** get, gets, gat and gats. */
final class RetrievalCommands {
    /** Longer values are not copied but go out from where they lie. */
    static final int COPIED_AT_MOST = 16 << 10;

    private static final int ROOM = COPIED_AT_MOST + ProtocolLimits.VALUE_END_LENGTH
        + TextResponseEncoder.maxValueHeaderLength(ProtocolLimits.MAX_KEY_LENGTH);

    private final ServerState state;
    private final BufferOperations cache;
    private final Counters counters;
    private final Request request;
    private final ReplyBuffer out;
    private final CommandLog log;
    private final EventLog events;
    private final ReadAhead readAhead;
    private final ValueReply reply = new ValueReply();
    private boolean withCas;

    RetrievalCommands(final ServerState state, final Counters counters, final Request request, final ReplyBuffer out,
            final CommandLog log, final EventLog events) {
        this.state = state;
        this.counters = counters;
        this.request = request;
        this.out = out;
        this.log = log;
        this.events = events;
        cache = state.cache.buffers();
        readAhead = cache.newReadAhead();
    }

    /** Answers a request that was decoded. Returns the bytes of its line that are used up. */
    int begin(final Conversation conversation, final ByteBuffer in, final int at, final int lineLength) {
        final Opcode verb = request.opcode();
        conversation.verb = verb;
        conversation.touches = verb.isGetAndTouch();
        conversation.deadline = conversation.touches ? state.clock.deadline(request.exptime()) : 0;
        return answer(conversation, in, at, at + lineLength);
    }

    /** Goes on with a request whose client had to take what it was sent. Returns the bytes used up. */
    int resume(final Conversation conversation, final ByteBuffer in, final int at) {
        conversation.state = Conversation.State.COMMAND;
        request.begin(in, conversation.verb, at + conversation.keyBytesLeft);
        request.setKeys(at);
        return answer(conversation, in, at, at + conversation.lineBytesLeft);
    }

    private int answer(final Conversation conversation, final ByteBuffer in, final int at, final int lineEnd) {
        withCas = conversation.verb.returnsCas();
        int cursor = request.keyCursor();
        int untilReadAhead = 1;
        while (request.nextKey()) {
            if (--untilReadAhead == 0) {
                untilReadAhead = readAhead(in);
            }
            if (request.keyLength() > ProtocolLimits.MAX_KEY_LENGTH) {
                out.drop();
                out.answer(TextReplies.BAD_RETRIEVAL_KEY, false);
                return lineEnd - at;
            }
            if (!out.ensure(ROOM)) {
                return suspend(conversation, cursor, at, lineEnd);
            }
            cursor = request.keyCursor();
            if (!answerKey(conversation, in)) {
                return suspend(conversation, cursor, at, lineEnd);
            }
        }
        out.answer(TextReplies.END, false);
        return lineEnd - at;
    }

    /** Asks for the items of this key and those behind it. Returns after how many keys to do so again. */
    private int readAhead(final ByteBuffer in) {
        final int offset = request.keyOffset();
        final int length = request.keyLength();
        final int cursor = request.keyCursor();
        if (cursor == request.lineEnd() || !readAhead.pays()) {
            return ReadAhead.CAPACITY;
        }
        int keys = 0;
        boolean more;
        do {
            keys++;
            more = request.keyLength() <= ProtocolLimits.MAX_KEY_LENGTH
                && readAhead.add(in, request.keyOffset(), request.keyLength());
        } while (more && request.nextKey());
        readAhead.fetch();
        request.setKey(offset, length);
        request.keyCursor(cursor);
        return keys;
    }

    /** Remembers where to go on, so that the input behind the cursor comes again. */
    private int suspend(final Conversation conversation, final int cursor, final int at, final int lineEnd) {
        conversation.state = Conversation.State.KEYS;
        conversation.keyBytesLeft = request.lineEnd() - cursor;
        conversation.lineBytesLeft = lineEnd - cursor;
        return cursor - at;
    }

    /** False if the client has to take what it was sent before the next key. */
    private boolean answerKey(final Conversation conversation, final ByteBuffer in) {
        final int offset = request.keyOffset();
        final int length = request.keyLength();
        reply.in = in;
        final Lookup found = cache.read(in, offset, length, reply);
        count(conversation, found);
        events.got(conversation, in, offset, length, found, reply.slabClass, reply.valueLength);
        if (found != Lookup.HIT) {
            return true;
        }
        // Pinned first: a new time to live may be over already, and the value is answered all the same.
        final ValueView view = reply.tooLong ? cache.peekView(in, offset, length) : null;
        if (conversation.touches) {
            cache.touch(in, offset, length, conversation.deadline);
        }
        if (log.isOn()) {
            log.sending(conversation, in, offset, length);
        }
        if (!reply.tooLong) {
            out.advance(reply.end);
            return true;
        }
        return view == null || sendInPlace(in, view);
    }

    private boolean sendInPlace(final ByteBuffer in, final ValueView view) {
        out.advance(header(in, view.flags(), view.length(), view.casUnique()));
        out.hold(view);
        out.put(TextReplies.CRLF);
        return !out.sink().isBlocked();
    }

    private int header(final ByteBuffer in, final int flags, final int valueLength, final long casUnique) {
        return withCas
            ? TextResponseEncoder.valueHeaderWithCas(out.buffer(), out.index(), in, request.keyOffset(),
                request.keyLength(), flags, valueLength, state.uniqueOrNone(casUnique))
            : TextResponseEncoder.valueHeader(out.buffer(), out.index(), in, request.keyOffset(),
                request.keyLength(), flags, valueLength);
    }

    private void count(final Conversation conversation, final Lookup found) {
        if (conversation.touches) {
            counters.touched(found == Lookup.HIT);
        } else {
            counters.got(found, reply.slabClass);
        }
    }

    /** Writes a whole VALUE answer behind the replies that are there, or notes that the value is too long for that. */
    private final class ValueReply extends ItemReader {
        private ByteBuffer in;
        private boolean tooLong;
        private int end;
        private int slabClass;
        private int valueLength;

        @Override
        protected void onItem(final ItemView item) {
            final int length = item.valueLength();
            slabClass = item.slabClass();
            valueLength = length;
            tooLong = length > COPIED_AT_MOST;
            if (!tooLong) {
                final int value = header(in, item.flags(), length, withCas ? item.casUnique() : 0);
                item.copyTo(out.buffer(), value);
                end = TextResponseEncoder.bytes(out.buffer(), value + length, TextReplies.CRLF);
            }
        }
    }
}
