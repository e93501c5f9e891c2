/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.FetchTerms;
import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;
import io.flagstone.protocol.meta.MetaReplies;
import io.flagstone.protocol.meta.MetaReplyEncoder;
import io.flagstone.protocol.meta.MetaRequest;
import io.flagstone.protocol.text.AsciiDecimal;
import io.flagstone.protocol.text.TextResponseEncoder;
import java.nio.ByteBuffer;

/**
 * Writes the whole answer to {@code mg} behind the replies that are there, but for a value that is too long to be
 * copied.
 */
final class MetaGetReply extends ItemReader {
    private static final int NOT_READ = Integer.MIN_VALUE;

    private final ServerState server;
    private final WireClock clock;
    private final FetchTerms terms;
    private final ReplyBuffer out;
    private MetaRequest request;
    /** Whether the item is read under the terms of a fetch, which then tell its state. */
    boolean isFetch;
    /** Whether the item was looked at before, and what was seen then is what is told of its use. */
    boolean keepsUse;
    private boolean fetched;
    private int idleSeconds;

    /** Whether the item is stale and nobody has been told so yet: then this answer counts for nothing. */
    boolean isToBeWon;
    /** Whether the value is to be sent from where it lies. */
    boolean isInPlace;
    int slabClass;
    int queue;
    int valueLength;
    long casUnique;
    /** Where the line ends in the buffer, and where the value does, its line end included. */
    int lineEnd;
    int end;

    MetaGetReply(final ServerState server, final FetchTerms terms, final ReplyBuffer out) {
        this.server = server;
        clock = server.clock;
        this.terms = terms;
        this.out = out;
    }

    void begin(final MetaRequest of) {
        request = of;
        isFetch = false;
        keepsUse = false;
    }

    @Override
    protected void onItem(final ItemView item) {
        slabClass = item.slabClass();
        queue = item.queue();
        valueLength = item.valueLength();
        casUnique = item.casUnique();
        if (!keepsUse && (request.has('h') || request.has('l'))) {
            fetched = item.isFetched();
            idleSeconds = item.idleSeconds();
        }
        final boolean hasValue = request.has('v')
            && !(request.has('C') && request.compareCas() == server.uniqueOrNone(casUnique));
        isInPlace = hasValue && valueLength > ValueReply.COPIED_AT_MOST;
        final ByteBuffer buffer = out.buffer();
        int at = TextResponseEncoder.bytes(buffer, out.index(), hasValue ? MetaReplies.VALUE : MetaReplies.DONE);
        if (hasValue) {
            at = AsciiDecimal.put(buffer, at, valueLength);
        }
        lineEnd = TextResponseEncoder.crlf(buffer, state(buffer, flags(buffer, at, item), item));
        end = lineEnd;
        if (hasValue && !isInPlace) {
            item.copyTo(buffer, lineEnd);
            end = TextResponseEncoder.crlf(buffer, lineEnd + valueLength);
        }
    }

    /** Writes what was asked for, in the order of the request, which is also that of its effects. */
    private int flags(final ByteBuffer buffer, final int from, final ItemView item) {
        int at = from;
        int left = NOT_READ;
        for (int i = 0; i < request.flagCount(); i++) {
            switch (request.flag(i)) {
                case 'T' -> left = secondsLeft(request.exptime());
                case 'N' -> left = isFetch && terms.isCreated() ? secondsLeft(request.vivifyExptime()) : left;
                case 't' -> {
                    left = left == NOT_READ ? secondsLeft(item) : left;
                    at = MetaReplyEncoder.timeToLive(buffer, at, left);
                }
                case 's' -> at = MetaReplyEncoder.flag(buffer, at, 's', valueLength);
                case 'c' -> at = MetaReplyEncoder.flag(buffer, at, 'c', server.uniqueOrNone(casUnique));
                case 'f' -> at = MetaReplyEncoder.flag(buffer, at, 'f', Integer.toUnsignedLong(item.flags()));
                case 'l' -> at = MetaReplyEncoder.flag(buffer, at, 'l', idleSeconds);
                case 'h' -> at = MetaReplyEncoder.flag(buffer, at, 'h', fetched ? 1 : 0);
                case 'k' -> at = MetaReplyEncoder.key(buffer, at, request, item.hasBinaryKey());
                case 'O' -> at = MetaReplyEncoder.opaque(buffer, at, request);
                default -> { }
            }
        }
        return at;
    }

    private int secondsLeft(final int exptime) {
        return clock.secondsLeft(clock.deadline(exptime));
    }

    private int secondsLeft(final ItemView item) {
        if (isFetch && terms.isCreated()) {
            return -1;
        }
        return isFetch && request.has('T') ? terms.remainingSecondsBefore() : item.remainingSeconds();
    }

    /** Writes what nobody has to ask for: whether somebody else is to bring a new value, and whether this client is. */
    private int state(final ByteBuffer buffer, final int from, final ItemView item) {
        final boolean tokenSent = isFetch ? terms.tokenWasSent() : item.isTokenSent();
        final boolean stale = isFetch ? terms.isStale() : item.isStale();
        isToBeWon = !isFetch && stale && !tokenSent;
        int at = tokenSent ? MetaReplyEncoder.flag(buffer, from, 'Z') : from;
        at = stale ? MetaReplyEncoder.flag(buffer, at, 'X') : at;
        return isFetch && terms.won() ? MetaReplyEncoder.flag(buffer, at, 'W') : at;
    }
}
