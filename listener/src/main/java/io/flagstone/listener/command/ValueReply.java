/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;
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
