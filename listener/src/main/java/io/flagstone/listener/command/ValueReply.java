/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;
import io.flagstone.engine.Lookup;
import io.flagstone.engine.ValueView;
import java.nio.ByteBuffer;

/** Writes a whole answer behind the replies that are there, or notes that its value is too long for that. */
abstract class ValueReply extends ItemReader {
    /** Longer values are not copied but go out from where they lie. */
    static final int COPIED_AT_MOST = 16 << 10;

    /** The request, from which the key is copied. */
    ByteBuffer in;
    boolean tooLong;
    /** Behind the answer that was written. */
    int end;
    int slabClass;
    int queue;
    int valueLength;
    /** The value, if it is too long and {@link #find} found it; to be closed by whoever sends it. */
    ValueView view;

    /** Looks for an item. One whose value is too long is pinned; if it went before it could be, it is a miss. */
    final Lookup find(final BufferOperations cache, final ByteBuffer request, final int offset, final int length) {
        in = request;
        final Lookup found = cache.read(in, offset, length, this);
        final boolean pins = found == Lookup.HIT && tooLong;
        view = pins ? cache.peekView(in, offset, length) : null;
        return pins && view == null ? Lookup.MISS : found;
    }

    @Override
    protected final void onItem(final ItemView item) {
        slabClass = item.slabClass();
        queue = item.queue();
        valueLength = item.valueLength();
        tooLong = valueLength > COPIED_AT_MOST && holdsValue();
        if (!tooLong) {
            end = write(item);
        }
    }

    /** Whether the answer to the request under way holds the value. */
    abstract boolean holdsValue();

    /** Writes the answer. Returns the index behind it. */
    abstract int write(ItemView item);
}
