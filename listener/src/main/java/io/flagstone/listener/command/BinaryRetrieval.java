/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ItemView;
import io.flagstone.engine.Lookup;
import io.flagstone.engine.TouchResult;
import io.flagstone.engine.ValueView;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.binary.BinaryOpcode;
import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryResponseEncoder;
import io.flagstone.protocol.binary.BinaryStatus;
import java.nio.ByteBuffer;

/** Get, Touch, and Get-and-touch, with and without the key, quiet and not. */
final class BinaryRetrieval extends BinaryHandler {
    private static final int ROOM = ValueReply.COPIED_AT_MOST
        + BinaryResponseEncoder.MAX_VALUE_HEADER_LENGTH + ProtocolLimits.MAX_KEY_LENGTH;

    private final ReplyBuffer out;
    private final Reply reply = new Reply();

    BinaryRetrieval(final ServerState state, final Counters counters, final BinaryRequest request,
            final ReplyBuffer out, final BinaryReplies replies, final EventLog events) {
        super(state, counters, request, replies, events);
        this.out = out;
    }

    /** Makes room for any answer; false if the client has to take what it was sent first. */
    boolean hasRoom() {
        return out.ensure(ROOM);
    }

    void execute(final Conversation conversation, final ByteBuffer in) {
        final int offset = request.keyOffset();
        final int length = request.keyLength();
        final boolean touches = request.opcode().touches();
        // Pinned before it is touched: a new time to live may be over already, and the value is answered all the same.
        final Lookup found = reply.find(cache, in, offset, length);
        counters.retrieved(touches, found, reply.slabClass, reply.queue);
        events.got(conversation, in, offset, length, found, reply.slabClass, reply.valueLength);
        if (found != Lookup.HIT) {
            replies.missing(conversation, request, in);
        } else if (touches && !touch(in) && request.opcode() == BinaryOpcode.TOUCH) {
            replies.error(conversation, request, BinaryStatus.NO_MEMORY_FOR_ITEM);
        } else if (!reply.tooLong) {
            replies.end(conversation, reply.end);
        } else {
            sendInPlace(conversation, in, reply.view);
        }
    }

    /** False if there is no memory for an item with an expiry. Then a get-and-touch still answers the value. */
    private boolean touch(final ByteBuffer in) {
        return cache.touch(in, request.keyOffset(), request.keyLength(),
            state.clock.deadline(request.expiration())) != TouchResult.OUT_OF_MEMORY;
    }

    private void sendInPlace(final Conversation conversation, final ByteBuffer in, final ValueView view) {
        replies.end(conversation, header(in, view.flags(), view.length(), view.casUnique()));
        out.hold(view);
    }

    private int header(final ByteBuffer in, final int flags, final int valueLength, final long casUnique) {
        final int keyLength = request.opcode().returnsKey() ? request.keyLength() : 0;
        return BinaryResponseEncoder.valueHeader(out.buffer(), out.index(), request.opcodeByte(), request.opaque(),
            state.uniqueOrNone(casUnique), flags, in, request.keyOffset(), keyLength, valueLength);
    }

    private final class Reply extends ValueReply {
        @Override
        boolean holdsValue() {
            return request.opcode() != BinaryOpcode.TOUCH;
        }

        @Override
        int write(final ItemView item) {
            if (!holdsValue()) {
                return header(in, item.flags(), 0, item.casUnique());
            }
            final int value = header(in, item.flags(), valueLength, item.casUnique());
            item.copyTo(out.buffer(), value);
            return value + valueLength;
        }
    }
}
