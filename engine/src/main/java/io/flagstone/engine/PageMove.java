/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.events.PageMoveEvent;

/** One page on its way from a slab class to another, emptied a few chunks at a time. For one thread at a time. */
final class PageMove {
    private static final int CHUNKS_PER_SLICE = 32;
    private static final int BYTES_PER_SLICE = 128 << 10;

    private final CacheCore core;
    private final Evacuation evacuation;
    private int donor;
    private int receiver;
    private int page;
    private int next;
    /** The class whose page could not be emptied the last time, 0 if it could. */
    private int reluctant;
    /** Of the page under way; null if nobody records it. */
    private PageMoveEvent event;

    PageMove(final CacheCore core, final Evacuation evacuation) {
        this.core = core;
        this.evacuation = evacuation;
    }

    boolean isActive() {
        return page != 0;
    }

    /** Tells the class whose page could not be emptied the last time, 0 if it could. */
    int reluctant() {
        return reluctant;
    }

    /** Starts to move a page; false if the donor has none. */
    boolean start(final int from, final int to) {
        donor = from;
        receiver = to;
        next = 0;
        page = core.slabs.startDraining(from);
        event = page == 0 ? null : Evacuation.begun();
        return page != 0;
    }

    /** Goes on with the page for some microseconds. */
    void advance() {
        final int chunks = Math.max(1, Math.min(CHUNKS_PER_SLICE, BYTES_PER_SLICE / core.table.chunkBytes(donor)));
        int reached = Evacuation.HELD;
        try {
            reached = evacuation.empty(donor, page, next, chunks, event);
        } finally {
            next = reached;
            if (reached >= core.slabs.chunksPerPage(donor)) {
                final int emptied = page;
                page = 0;
                final boolean whole = reached != Evacuation.HELD;
                reluctant = evacuation.finish(donor, emptied, receiver, whole, event) ? 0 : donor;
            }
        }
    }
}
