/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import io.flagstone.engine.memory.StateStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What each page is used for. An entry is guarded by the lock of the page's class; whoever owns a chunk may read the
 * class of its page without it, since a page keeps its class as long as one chunk of it is owned.
 */
final class PageTable {
    private static final byte SERVING = 0;
    private static final byte DRAINING = 1;
    private static final byte HELD = 2;

    /** Pages of a class of which no chunk is in use. */
    final AtomicInteger emptyPages = new AtomicInteger();
    private final byte[] classOf;
    private final byte[] state;
    private final int[] free;

    PageTable(final int pages) {
        classOf = new byte[pages + 1];
        state = new byte[pages + 1];
        free = new int[pages + 1];
    }

    int classOf(final int page) {
        return classOf[page] & 0xFF;
    }

    void assign(final int page, final int classId, final int freeChunks) {
        classOf[page] = (byte) classId;
        state[page] = SERVING;
        free[page] = freeChunks;
    }

    /** Tells how many chunks of a page nobody uses: listed, uncut or drained. */
    int free(final int page) {
        return free[page];
    }

    /** Adds to the free chunks of a page, and tells how many they are now. */
    int free(final int page, final int chunks) {
        free[page] += chunks;
        return free[page];
    }

    void drain(final int page) {
        state[page] = DRAINING;
    }

    boolean isDraining(final int page) {
        return state[page] == DRAINING;
    }

    /** Notes that a page could not be emptied. */
    void hold(final int page) {
        state[page] = HELD;
    }

    /** Forgets that a page could not be emptied. */
    void serve(final int page) {
        state[page] = SERVING;
    }

    boolean isHeld(final int page) {
        return state[page] == HELD;
    }

    void pass(final int page, final int classId, final StateStream stream) {
        classOf[page] = (byte) classId;
        state[page] = (byte) stream.next(state[page], SERVING, HELD);
        free[page] = stream.next(free[page]);
    }
}
