/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

/**
 * What each page is used for. An entry is guarded by the lock of the page's class; whoever owns a chunk may read the
 * class of its page without it, since a page keeps its class as long as one chunk of it is owned.
 */
final class PageTable {
    private static final int NOT_DRAINING = -1;

    private final byte[] classOf;
    private final int[] drained;

    PageTable(final int pages) {
        classOf = new byte[pages + 1];
        drained = new int[pages + 1];
    }

    int classOf(final int page) {
        return classOf[page] & 0xFF;
    }

    void assign(final int page, final int classId) {
        classOf[page] = (byte) classId;
        drained[page] = NOT_DRAINING;
    }

    void drain(final int page) {
        drained[page] = 0;
    }

    boolean isDraining(final int page) {
        return drained[page] != NOT_DRAINING;
    }

    /** Adds to the chunks that were drained of a page, and tells how many they are now. */
    int drained(final int page, final int chunks) {
        drained[page] += chunks;
        return drained[page];
    }
}
