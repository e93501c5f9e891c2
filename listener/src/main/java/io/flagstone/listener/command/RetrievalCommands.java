/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
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
    private static final int ROOM = ValueReply.COPIED_AT_MOST + ProtocolLimits.VALUE_END_LENGTH
        + TextResponseEncoder.maxValueHeaderLength(ProtocolLimits.MAX_KEY_LENGTH);

    /** Of up to {@link ReadAhead#CAPACITY} keys. */
    private static final int PIECES_AT_ONCE = 64;
    /** Bytes of a list of keys that are looked through before others have their turn. */
    private static final int CHECKED_AT_ONCE = 32 << 10;

    /** What became of a key: SUSPENDED if the client has to take what it was sent before the next one. */
    private enum Outcome { ANSWERED, SUSPENDED, REFUSED }

    private final ServerState state;
    private final BufferOperations cache;
    private final Counters counters;
    private final Request request;
    private final ReplyBuffer out;
    private final CommandLog log;
    private final EventLog events;
    private final ReadAhead readAhead;
    private final Reply reply = new Reply();
    private boolean withCas;
    /** Whether a key of the request under way may yet be found too long: not once a part of the answer was sent. */
    private boolean mayBeRefused;

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
        mayBeRefused = true;
        conversation.verb = verb;
        conversation.touches = verb.isGetAndTouch();
        conversation.deadline = conversation.touches ? state.clock.deadline(request.exptime()) : 0;
        if (lineLength <= CHECKED_AT_ONCE) {
            return answer(conversation, in, at, at + lineLength);
        }
        conversation.keyBytesLeft = request.lineEnd() - at;
        conversation.lineBytesLeft = lineLength;
        conversation.keysFrom = request.keyCursor() - at;
        return check(conversation, in, at);
    }

    /** Goes on with a request whose keys are looked through. Returns the bytes used up. */
    int resumeCheck(final Conversation conversation, final ByteBuffer in, final int at) {
        conversation.state = Conversation.State.COMMAND;
        mayBeRefused = true;
        request.begin(in, conversation.verb, at + conversation.keyBytesLeft);
        request.setKeys(at + conversation.keysChecked);
        return check(conversation, in, at);
    }

    /** Looks for a key that is too long in a list so long that others have their turn meanwhile, and answers then. */
    private int check(final Conversation conversation, final ByteBuffer in, final int at) {
        final int end = request.keyCursor() + CHECKED_AT_ONCE;
        while (request.nextKey()) {
            if (request.keyLength() > ProtocolLimits.MAX_KEY_LENGTH) {
                return refuse(conversation.lineBytesLeft);
            }
            if (request.keyCursor() >= end) {
                conversation.state = Conversation.State.UNCHECKED_KEYS;
                conversation.keysChecked = request.keyCursor() - at;
                conversation.slow = true;
                return 0;
            }
        }
        mayBeRefused = false;
        request.setKeys(at + conversation.keysFrom);
        return answer(conversation, in, at, at + conversation.lineBytesLeft);
    }

    /** Goes on with a request whose client had to take what it was sent. Returns the bytes used up. */
    int resume(final Conversation conversation, final ByteBuffer in, final int at) {
        conversation.state = Conversation.State.COMMAND;
        mayBeRefused = false;
        request.begin(in, conversation.verb, at + conversation.keyBytesLeft);
        request.setKeys(at);
        return answer(conversation, in, at, at + conversation.lineBytesLeft);
    }

    private int answer(final Conversation conversation, final ByteBuffer in, final int at, final int lineEnd) {
        withCas = conversation.verb.returnsCas();
        int cursor = request.keyCursor();
        int untilReadAhead = 1;
        int pieces = PIECES_AT_ONCE;
        while (request.nextKey()) {
            if (--untilReadAhead == 0) {
                if (pieces-- == 0) {
                    return request.keyLength() > ProtocolLimits.MAX_KEY_LENGTH || isLongKeyAhead()
                        ? refuse(lineEnd - at) : rest(conversation, cursor, at, lineEnd);
                }
                untilReadAhead = readAhead(in);
            }
            if (request.keyLength() > ProtocolLimits.MAX_KEY_LENGTH || !out.hasRoom(ROOM) && isLongKeyAhead()) {
                return refuse(lineEnd - at);
            }
            if (!out.ensure(ROOM)) {
                return suspend(conversation, cursor, at, lineEnd);
            }
            cursor = request.keyCursor();
            final Outcome outcome = answerKey(conversation, in);
            if (outcome == Outcome.SUSPENDED) {
                return suspend(conversation, cursor, at, lineEnd);
            }
            if (outcome == Outcome.REFUSED) {
                return refuse(lineEnd - at);
            }
        }
        out.answer(TextReplies.END, false);
        if (!mayBeRefused) {
            out.keep();
        }
        return lineEnd - at;
    }

    /** Answers that a key is too long, in place of everything that was not sent. */
    private int refuse(final int used) {
        out.drop();
        out.answer(TextReplies.BAD_RETRIEVAL_KEY, false);
        return used;
    }

    /** Looks through the rest of the list before a part of the answer is sent, which could not be dropped any more. */
    private boolean isLongKeyAhead() {
        final int offset = request.keyOffset();
        final int length = request.keyLength();
        final int cursor = request.keyCursor();
        while (mayBeRefused && request.nextKey()) {
            if (request.keyLength() > ProtocolLimits.MAX_KEY_LENGTH) {
                return true;
            }
        }
        mayBeRefused = false;
        request.setKey(offset, length);
        request.keyCursor(cursor);
        return false;
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

    /** Lets others have their turn within a long list of keys. */
    private int rest(final Conversation conversation, final int cursor, final int at, final int lineEnd) {
        conversation.slow = true;
        return suspend(conversation, cursor, at, lineEnd);
    }

    /** Remembers where to go on, so that the input behind the cursor comes again. */
    private int suspend(final Conversation conversation, final int cursor, final int at, final int lineEnd) {
        conversation.state = Conversation.State.KEYS;
        conversation.keyBytesLeft = request.lineEnd() - cursor;
        conversation.lineBytesLeft = lineEnd - cursor;
        return cursor - at;
    }

    private Outcome answerKey(final Conversation conversation, final ByteBuffer in) {
        final int offset = request.keyOffset();
        final int length = request.keyLength();
        // Pinned before it is touched: a new time to live may be over already, and the value is answered all the same.
        final Lookup found = reply.find(cache, in, offset, length);
        counters.retrieved(conversation.touches, found, reply.slabClass, reply.queue);
        events.got(conversation, in, offset, length, found, reply.slabClass, reply.valueLength);
        if (found != Lookup.HIT) {
            return Outcome.ANSWERED;
        }
        if (conversation.touches) {
            cache.touch(in, offset, length, conversation.deadline);
        }
        if (log.isOn()) {
            log.sending(conversation, in, offset, length);
        }
        if (!reply.tooLong) {
            out.advance(reply.end);
            return Outcome.ANSWERED;
        }
        return sendInPlace(in, reply.view);
    }

    private Outcome sendInPlace(final ByteBuffer in, final ValueView view) {
        if (out.isHolding() && isLongKeyAhead()) {
            view.close();
            return Outcome.REFUSED;
        }
        out.advance(header(in, view.flags(), view.length(), view.casUnique()));
        out.hold(view);
        out.put(TextReplies.CRLF);
        return out.sink().isBlocked() ? Outcome.SUSPENDED : Outcome.ANSWERED;
    }

    private int header(final ByteBuffer in, final int flags, final int valueLength, final long casUnique) {
        return withCas
            ? TextResponseEncoder.valueHeaderWithCas(out.buffer(), out.index(), in, request.keyOffset(),
                request.keyLength(), flags, valueLength, state.uniqueOrNone(casUnique))
            : TextResponseEncoder.valueHeader(out.buffer(), out.index(), in, request.keyOffset(),
                request.keyLength(), flags, valueLength);
    }

    private final class Reply extends ValueReply {
        @Override
        boolean holdsValue() {
            return true;
        }

        @Override
        int write(final ItemView item) {
            final int value = header(in, item.flags(), valueLength, withCas ? item.casUnique() : 0);
            item.copyTo(out.buffer(), value);
            return TextResponseEncoder.bytes(out.buffer(), value + valueLength, TextReplies.CRLF);
        }
    }
}
