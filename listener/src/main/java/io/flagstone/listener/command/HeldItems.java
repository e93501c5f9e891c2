/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.ValueView;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The items that {@code debugitem} holds. memcached takes the item's lock, and whoever needs it waits, for ever if it
 * is never unlocked. Here an item that is locked or referred to is pinned: it stays where it is, is not evicted, and
 * keeps its page from moving; nobody waits for it, and another value may take its place.
 */
final class HeldItems {
    /** Tests need few; no more memory than this is pinned by mistake. */
    static final int MOST = 1024;

    private final BufferOperations cache;
    private final Map<String, Deque<ValueView>> held = new HashMap<>();
    private int count;

    HeldItems(final BufferOperations cache) {
        this.cache = cache;
    }

    /** Pins an item once more; false if there is none, or too many are held. */
    synchronized boolean hold(final String key) {
        final byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
        final ValueView view = count == MOST ? null : cache.peekView(ByteBuffer.wrap(bytes), 0, bytes.length);
        if (view == null) {
            return false;
        }
        held.computeIfAbsent(key, absent -> new ArrayDeque<>()).push(view);
        count++;
        return true;
    }

    /** Undoes the last {@link #hold} of a key; false if there is none. */
    synchronized boolean release(final String key) {
        final Deque<ValueView> views = held.get(key);
        if (views == null) {
            return false;
        }
        views.pop().close();
        count--;
        if (views.isEmpty()) {
            held.remove(key);
        }
        return true;
    }

    synchronized void releaseAll() {
        held.values().forEach(views -> views.forEach(ValueView::close));
        held.clear();
        count = 0;
    }
}
