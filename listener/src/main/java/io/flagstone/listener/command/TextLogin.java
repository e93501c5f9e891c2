/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.AsciiScan;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.RequestDecoder;
import io.flagstone.protocol.text.TextReplies;
import java.nio.ByteBuffer;

/**
 * How a client of the text dialect says who it is: a {@code set} of any key, whose data block is user and password.
 * Until it is believed, nothing else that it sends is looked at, nor logged, since a secret may be in it.
 */
final class TextLogin {
    /** The longest data block that is waited for. */
    static final int LONGEST_TOKEN = 16 << 10;
    /** Shorter lines come from something that is no client. */
    private static final int SHORTEST_LINE = 6;
    private static final int LENGTH_TOKEN = 4;
    private static final byte[] UNAUTHENTICATED = line("unauthenticated");
    private static final byte[] TOO_LONG = line("auth token too long");
    private static final byte[] BAD_END = line("bad command line termination");
    private static final byte[] BAD_FORMAT = line("bad authentication token format");
    private static final byte[] FAILURE = line("authentication failure");

    private final ServerState state;
    private final Counters counters;
    private final ReplyBuffer out;
    private int wordStart;
    private int wordEnd;

    TextLogin(final ServerState state, final Counters counters, final ReplyBuffer out) {
        this.state = state;
        this.counters = counters;
        this.out = out;
    }

    private static byte[] line(final String words) {
        return TextReplies.line("CLIENT_ERROR " + words);
    }

    /** Looks at the line that begins at an index. Returns the bytes used up, or {@code NEED_MORE}. */
    int line(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        final int newline = AsciiScan.indexOfLineFeed(in, at, limit);
        if (newline >= limit && limit - at <= ProtocolLimits.MAX_LINE_WITHOUT_END) {
            return RequestDecoder.NEED_MORE;
        }
        final int used = newline + 1 - at;
        if (newline >= limit || used < SHORTEST_LINE) {
            conversation.closing = true;
            return limit - at;
        }
        final long length = announced(in, at, in.get(newline - 1) == '\r' ? newline - 1 : newline);
        if (length < 0) {
            out.answer(UNAUTHENTICATED, false);
        } else if (length > LONGEST_TOKEN) {
            out.answer(TOO_LONG, false);
        } else {
            conversation.valueLength = (int) length;
            conversation.state = Conversation.State.TOKEN;
        }
        return used;
    }

    /** The length in {@code set KEY FLAGS EXPTIME LENGTH}, or -1 if the line is none. */
    private long announced(final ByteBuffer in, final int from, final int to) {
        wordEnd = from;
        if (!nextWord(in, to) || wordEnd - wordStart != 3 || in.get(wordStart) != 's' || in.get(wordStart + 1) != 'e'
            || in.get(wordStart + 2) != 't') {
            return -1;
        }
        for (int i = 1; i <= LENGTH_TOKEN; i++) {
            if (!nextWord(in, to)) {
                return -1;
            }
        }
        long length = 0;
        for (int i = wordStart; i < wordEnd; i++) {
            final int digit = in.get(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            length = Math.min(length * 10 + digit, Integer.MAX_VALUE);
        }
        return length;
    }

    private boolean nextWord(final ByteBuffer in, final int to) {
        wordStart = AsciiScan.skipSpaces(in, wordEnd, to);
        wordEnd = AsciiScan.indexOfSpace(in, wordStart, to);
        return wordStart < to;
    }

    /** Decides about the data block that begins at an index. Returns the bytes used up, or {@code NEED_MORE}. */
    int token(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        final int end = at + conversation.valueLength;
        if (limit - end < ProtocolLimits.VALUE_END_LENGTH) {
            return RequestDecoder.NEED_MORE;
        }
        conversation.state = Conversation.State.STRANGER;
        if (DataBlock.endsRight(in, end)) {
            decide(conversation, in, at, end);
        } else {
            out.answer(BAD_END, false);
        }
        return end + ProtocolLimits.VALUE_END_LENGTH - at;
    }

    private void decide(final Conversation conversation, final ByteBuffer in, final int at, final int end) {
        wordEnd = at;
        nextWord(in, end);
        final int user = wordStart;
        final int userLength = wordEnd - wordStart;
        if (!nextWord(in, end)) {
            out.answer(BAD_FORMAT, false);
            return;
        }
        counters.increment(Counter.AUTH_COMMANDS);
        if (state.passwords().believes(in, user, userLength, wordStart, wordEnd - wordStart)) {
            conversation.authenticated = true;
            conversation.state = Conversation.State.COMMAND;
            out.answer(TextReplies.STORED, false);
        } else {
            counters.increment(Counter.AUTH_ERRORS);
            out.answer(FAILURE, false);
        }
    }
}
