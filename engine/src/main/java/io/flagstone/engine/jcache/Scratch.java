/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;
import io.flagstone.engine.serializer.ByteReader;
import io.flagstone.engine.serializer.ByteWriter;
import io.flagstone.engine.typed.ItemKey;

/**
 * Where one operation puts the bytes of its key and of what it finds and stores. A thread keeps one for its next
 * operation; what the operation calls of the application's own, which may use the cache too, has another one meanwhile.
 */
final class Scratch extends ItemReader {
    /** What a single large value leaves behind is not kept for small ones. */
    private static final int KEPT = 64 << 10;
    private static final byte[] NOTHING = {};

    final ItemKey key = new ItemKey();
    final ByteWriter out = new ByteWriter();
    final ByteReader in = new ByteReader();
    byte[] value = NOTHING;
    int length;
    int flags;
    int deadline;
    long casUnique;
    private boolean taken;

    @Override
    protected void onItem(final ItemView item) {
        length = item.valueLength();
        if (value.length < length) {
            value = new byte[length];
        }
        item.copyTo(value, 0);
        flags = item.flags();
        deadline = item.deadline();
        casUnique = item.casUnique();
    }

    /** Takes it for an operation; false if there is one that has it. */
    boolean take() {
        if (taken) {
            return false;
        }
        taken = true;
        return true;
    }

    void release() {
        if (value.length > KEPT) {
            value = NOTHING;
        }
        out.clear();
        taken = false;
    }
}
