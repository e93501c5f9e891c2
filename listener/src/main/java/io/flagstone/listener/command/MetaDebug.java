/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;
import io.flagstone.engine.Lookup;
import io.flagstone.protocol.meta.MetaReplies;
import io.flagstone.protocol.meta.MetaReplyEncoder;
import io.flagstone.protocol.meta.MetaRequest;
import io.flagstone.protocol.text.AsciiDecimal;
import io.flagstone.protocol.text.TextResponseEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** {@code me}: what is known of an item, for people; leaves no trace of it on the item. */
final class MetaDebug {
    private static final byte[] EXPIRES = bytes(" exp=");
    private static final byte[] NEVER = bytes("-1");
    private static final byte[] IDLE = bytes(" la=");
    private static final byte[] CAS_UNIQUE = bytes(" cas=");
    private static final byte[] FETCHED = bytes(" fetch=yes");
    private static final byte[] NOT_FETCHED = bytes(" fetch=no");
    private static final byte[] SLAB_CLASS = bytes(" cls=");
    private static final byte[] SIZE = bytes(" size=");
    private static final int ROOM = 2 * MetaReplyEncoder.MAX_LINE_LENGTH;

    private final ServerState state;
    private final BufferOperations cache;
    private final Counters counters;
    private final ReplyBuffer out;
    private final Reply reply = new Reply();

    MetaDebug(final ServerState state, final Counters counters, final ReplyBuffer out) {
        this.state = state;
        this.counters = counters;
        this.out = out;
        cache = state.cache.buffers();
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void execute(final MetaRequest request) {
        out.ensure(ROOM);
        reply.request = request;
        final Lookup found = cache.peek(request.keyBuffer(), request.keyOffset(), request.keyLength(), reply);
        counters.increment(Counter.CMD_META);
        if (found == Lookup.HIT) {
            out.answer(reply.end, reply.end, false);
        } else {
            out.answer(MetaReplies.MISS_LINE, false);
        }
    }

    private final class Reply extends ItemReader {
        private MetaRequest request;
        private int end;

        @Override
        protected void onItem(final ItemView item) {
            final ByteBuffer buffer = out.buffer();
            int at = TextResponseEncoder.bytes(buffer, out.index(), MetaReplies.DEBUG);
            at = MetaReplyEncoder.keyAlone(buffer, at, request, item.hasBinaryKey());
            at = TextResponseEncoder.bytes(buffer, at, EXPIRES);
            final int left = item.remainingSeconds();
            at = left < 0 ? TextResponseEncoder.bytes(buffer, at, NEVER) : AsciiDecimal.put(buffer, at, left);
            at = number(buffer, at, IDLE, item.idleSeconds());
            at = number(buffer, at, CAS_UNIQUE, state.uniqueOrNone(item.casUnique()));
            at = TextResponseEncoder.bytes(buffer, at, item.isFetched() ? FETCHED : NOT_FETCHED);
            at = number(buffer, at, SLAB_CLASS, item.slabClass());
            at = number(buffer, at, SIZE, item.itemLength());
            end = TextResponseEncoder.crlf(buffer, at);
        }

        private int number(final ByteBuffer buffer, final int at, final byte[] name, final long value) {
            return AsciiDecimal.put(buffer, TextResponseEncoder.bytes(buffer, at, name), value);
        }
    }
}
