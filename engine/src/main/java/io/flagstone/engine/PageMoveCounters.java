/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.util.concurrent.atomic.AtomicLong;

/** Counts for {@link PageMoveStats}. */
final class PageMoveCounters {
    final AtomicLong itemsRescued = new AtomicLong();
    final AtomicLong partsRescued = new AtomicLong();
    final AtomicLong itemsEvicted = new AtomicLong();
    final AtomicLong heldItems = new AtomicLong();
    final AtomicLong unhoused = new AtomicLong();

    PageMoveStats stats() {
        return new PageMoveStats(itemsRescued.get(), partsRescued.get(), itemsEvicted.get(), heldItems.get(),
            unhoused.get());
    }
}
