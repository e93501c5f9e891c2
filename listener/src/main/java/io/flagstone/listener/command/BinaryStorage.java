/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.StoreMode;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.StoreTerms;
import io.flagstone.protocol.binary.BinaryOpcode;
import io.flagstone.protocol.binary.BinaryRequest;
import io.flagstone.protocol.binary.BinaryStatus;
import java.nio.ByteBuffer;

/** Set, Add, Replace, Append and Prepend, quiet and not, and the values behind them. */
final class BinaryStorage extends BinaryHandler implements DataBlock.Owner {
    private final StoreTerms terms = new StoreTerms();

    BinaryStorage(final ServerState state, final Counters counters, final BinaryRequest request,
            final BinaryReplies replies, final EventLog events) {
        super(state, counters, request, replies, events);
    }

    /** A unique to compare makes one command of set, add and replace. */
    private static StoreMode mode(final BinaryOpcode opcode, final long casUnique) {
        return switch (opcode) {
            case APPEND -> StoreMode.APPEND;
            case PREPEND -> StoreMode.PREPEND;
            case ADD -> casUnique == 0 ? StoreMode.ADD : StoreMode.CAS;
            case REPLACE -> casUnique == 0 ? StoreMode.REPLACE : StoreMode.CAS;
            default -> casUnique == 0 ? StoreMode.SET : StoreMode.CAS;
        };
    }

    /** Begins a store that was decoded. Returns the bytes of the value that are used up. */
    int begin(final Conversation conversation, final ByteBuffer in, final int at, final int limit) {
        final int length = request.valueLength();
        final int deadline = state.clock.deadline(request.expiration());
        // Where there are no uniques, one to compare is not looked at, as in memcached.
        conversation.casUnique = state.uniqueOrNone(request.casUnique());
        conversation.mode = mode(request.opcode(), conversation.casUnique);
        conversation.noreply = request.isQuiet();
        conversation.opcode = request.opcodeByte();
        conversation.opaque = request.opaque();
        events.storing(conversation, in, request.keyOffset(), request.keyLength(), request.flags(), deadline, length);
        if (state.isTooLarge(request.keyLength(), request.flags(), length)) {
            return refuse(conversation, in, StoreResult.TOO_LARGE, BinaryStatus.TOO_LARGE);
        }
        if (limit - at >= length) {
            storeWhole(conversation, in, at, deadline);
            return length;
        }
        final StoreResult begun = DataBlock.begin(conversation, state, in, request.keyOffset(), request.keyLength(),
            length, request.flags(), deadline);
        if (begun != StoreResult.STORED) {
            return refuse(conversation, in, begun, unbegun(begun));
        }
        counters.increment(Counter.CMD_SET);
        DataBlock.expect(conversation, this, 0);
        return 0;
    }

    private static BinaryStatus unbegun(final StoreResult result) {
        return result == StoreResult.TOO_LARGE ? BinaryStatus.TOO_LARGE : BinaryStatus.NO_MEMORY_FOR_ITEM;
    }

    private StoreTerms terms(final Conversation conversation) {
        return terms.reset().mode(conversation.mode).compareCas(conversation.casUnique);
    }

    private void storeWhole(final Conversation conversation, final ByteBuffer in, final int at, final int deadline) {
        final StoreResult result = cache.store(terms(conversation), in, request.keyOffset(), request.keyLength(), in,
            at, request.valueLength(), request.flags(), deadline);
        final boolean unbegun = result == StoreResult.OUT_OF_MEMORY || result == StoreResult.TOO_LARGE;
        if (unbegun && !request.opcode().joins()) {
            forget(in, result);
            tell(conversation, result, unbegun(result));
        } else {
            counters.increment(Counter.CMD_SET);
            answer(conversation, result);
        }
    }

    /** Answers, and lets the value go by. */
    private int refuse(final Conversation conversation, final ByteBuffer in, final StoreResult result,
            final BinaryStatus status) {
        forget(in, result);
        tell(conversation, result, status);
        DataBlock.swallow(conversation, request.valueLength());
        return 0;
    }

    /** A set that cannot be done takes the old value with it, so that nobody goes on with what was to be replaced. */
    private void forget(final ByteBuffer in, final StoreResult result) {
        counters.increment(result == StoreResult.TOO_LARGE ? Counter.STORE_TOO_LARGE : Counter.STORE_NO_MEMORY);
        if (request.opcode() == BinaryOpcode.SET) {
            cache.delete(in, request.keyOffset(), request.keyLength(), 0);
        }
    }

    @Override
    public void onWhole(final Conversation conversation, final boolean endedRight) {
        answer(conversation, conversation.writer.commit(terms(conversation)));
    }

    /** Answers a store whose value was there. */
    private void answer(final Conversation conversation, final StoreResult result) {
        if (result == StoreResult.OUT_OF_MEMORY) {
            counters.increment(Counter.STORE_NO_MEMORY);
        }
        counters.stored(conversation.mode, result);
        tell(conversation, result, switch (result) {
            case STORED -> BinaryStatus.SUCCESS;
            case EXISTS -> BinaryStatus.EXISTS;
            case NOT_FOUND -> BinaryStatus.NOT_FOUND;
            case NOT_STORED, TOO_LARGE, OUT_OF_MEMORY -> notStored(conversation.mode);
        });
    }

    private static BinaryStatus notStored(final StoreMode mode) {
        return switch (mode) {
            case ADD -> BinaryStatus.EXISTS;
            case REPLACE -> BinaryStatus.NOT_FOUND;
            default -> BinaryStatus.NOT_STORED;
        };
    }

    private void tell(final Conversation conversation, final StoreResult result, final BinaryStatus status) {
        events.stored(conversation, conversation.mode, result);
        if (status == BinaryStatus.SUCCESS) {
            replies.success(conversation, conversation.opcode, conversation.opaque, conversation.noreply,
                state.uniqueOrNone(terms.casUnique()));
        } else {
            replies.error(conversation, conversation.opcode, conversation.opaque, status);
        }
    }
}
