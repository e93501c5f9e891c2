/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.StoreResult;
import io.flagstone.protocol.ProtocolLimits;
import java.nio.ByteBuffer;

/**
 * The data block behind a request: what of it has come goes into the item that was begun for it, or is let go by. The
 * same for every dialect but for the line end, which the binary dialect has not. What is under way is kept in the
 * {@link Conversation}.
 */
final class DataBlock {
    private DataBlock() {
    }

    /** Who began a store, and ends it when its data block is there. */
    interface Owner {
        /**
         * Commits or aborts the conversation's writer, and answers.
         *
         * @param conversation that the data block came in.
         * @param endedRight   whether the line end was one.
         */
        void onWhole(Conversation conversation, boolean endedRight);
    }

    /**
     * Begins an item whose value comes in pieces, with the conversation's writer.
     *
     * @return STORED if it can begin; if not, nothing has to be ended.
     */
    static StoreResult begin(final Conversation conversation, final ServerState state, final ByteBuffer in,
            final int keyOffset, final int keyLength, final int length, final int flags, final int deadline) {
        if (!conversation.claim(state.inFlight(), length)) {
            return StoreResult.OUT_OF_MEMORY;
        }
        boolean begun = false;
        try {
            if (conversation.writer == null) {
                conversation.writer = state.cache.buffers().newWriter();
            }
            final StoreResult result =
                conversation.writer.begin(in, keyOffset, keyLength, length, flags, deadline);
            begun = result == StoreResult.STORED;
            return result;
        } finally {
            if (!begun) {
                conversation.settle();
            }
        }
    }

    /**
     * Lets the input that follows go into the conversation's writer, which has begun.
     *
     * @param endLength bytes of the line end: {@link ProtocolLimits#VALUE_END_LENGTH}, or 0 for none; not 0 if the
     *                  writer has nothing left to write.
     */
    static void expect(final Conversation conversation, final Owner owner, final int endLength) {
        conversation.owner = owner;
        conversation.badEnd = false;
        conversation.endLeft = endLength;
        conversation.state =
            conversation.writer.left() == 0 ? Conversation.State.BODY_END : Conversation.State.BODY;
    }

    /** Lets input go by; nothing happens for 0 bytes. */
    static void swallow(final Conversation conversation, final long bytes) {
        if (bytes > 0) {
            conversation.swallow = bytes;
            conversation.state = Conversation.State.SWALLOW;
        }
    }

    /** Tells whether the two bytes at an index are a line end. */
    static boolean endsRight(final ByteBuffer in, final int at) {
        return in.get(at) == '\r' && in.get(at + 1) == '\n';
    }

    /** Goes on with a data block. Returns the bytes used up. */
    static int resume(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        return switch (conversation.state) {
            case SWALLOW -> swallowMore(conversation, limit - at);
            case BODY -> body(conversation, in, at, limit - at);
            default -> end(conversation, in, at, limit - at);
        };
    }

    private static int swallowMore(final Conversation conversation, final int available) {
        final int used = (int) Math.min(conversation.swallow, available);
        conversation.swallow -= used;
        if (conversation.swallow == 0) {
            conversation.state = Conversation.State.COMMAND;
        }
        return used;
    }

    private static int body(final Conversation conversation, final ByteBuffer in, final int at, final int available) {
        final int used = Math.min(conversation.writer.left(), available);
        conversation.writer.write(in, at, used);
        if (conversation.writer.left() == 0) {
            if (conversation.endLeft == 0) {
                finish(conversation);
            } else {
                conversation.state = Conversation.State.BODY_END;
            }
        }
        return used;
    }

    private static int end(final Conversation conversation, final ByteBuffer in, final int at, final int available) {
        final int used = Math.min(conversation.endLeft, available);
        for (int i = 0; i < used; i++) {
            final char wanted = conversation.endLeft == ProtocolLimits.VALUE_END_LENGTH ? '\r' : '\n';
            conversation.badEnd |= in.get(at + i) != wanted;
            conversation.endLeft--;
        }
        if (conversation.endLeft == 0) {
            finish(conversation);
        }
        return used;
    }

    private static void finish(final Conversation conversation) {
        conversation.state = Conversation.State.COMMAND;
        conversation.settle();
        conversation.owner.onWhole(conversation, !conversation.badEnd);
    }
}
