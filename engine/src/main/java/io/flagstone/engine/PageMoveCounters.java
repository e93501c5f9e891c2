/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.memory.StateStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts for {@link PageMoveStats}. */
final class PageMoveCounters {
    final AtomicLong itemsRescued = new AtomicLong();
    final AtomicLong partsRescued = new AtomicLong();
    final AtomicLong itemsEvicted = new AtomicLong();
    final AtomicLong heldItems = new AtomicLong();
    final AtomicLong unhoused = new AtomicLong();

    /** Saves or loads them. */
    void pass(final StateStream stream) {
        for (final AtomicLong counter : List.of(itemsRescued, partsRescued, itemsEvicted, heldItems, unhoused)) {
            counter.set(stream.next(counter.get()));
        }
    }

    PageMoveStats stats() {
        return new PageMoveStats(itemsRescued.get(), partsRescued.get(), itemsEvicted.get(), heldItems.get(),
            unhoused.get());
    }
}
