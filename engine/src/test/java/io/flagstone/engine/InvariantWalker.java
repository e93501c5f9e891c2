/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.slab.ChunkLedger.violation;

import io.flagstone.engine.memory.Innards;
import io.flagstone.engine.slab.ChunkLedger;
import io.flagstone.engine.slab.SlabWalk;
import io.flagstone.engine.stripe.ItemWalk;
import io.flagstone.engine.stripe.Stripe;
import io.flagstone.engine.stripe.StripeWalk;

/**
 * Looks at every byte of order in a cache at rest, and fails with a sentence at the first thing that is wrong: each
 * page and each chunk is in exactly one place, each reference leads to what it should, lists are symmetric, counts and
 * sums are exact, what is pinned is in the table of pins.
 *
 * <p>A walk allocates nothing for an item; the ledger is taken once. It reads private fields by name, so that main code
 * has no accessor for the sake of a test: whoever renames one is told.
 */
public final class InvariantWalker {
    private final CacheCore core;
    private final ChunkLedger ledger;
    private final SlabWalk slabs;
    private final ItemWalk items;
    private final StripeWalk[] stripes;

    /**
     * Prepares walks of a cache.
     *
     * @param cache to be walked.
     */
    public InvariantWalker(final ByteCache cache) {
        core = Innards.get(cache, "core", CacheCore.class);
        ledger = new ChunkLedger(core.arena, core.slabs);
        slabs = new SlabWalk(core.arena, core.slabs, ledger);
        items = new ItemWalk(core.arena, core.slabs, core.table, ledger);
        stripes = new StripeWalk[core.stripeCount()];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new StripeWalk(core.arena, core.slabs, items, ledger, core.stripeAt(i), core::hashOf,
                (stripe, hash) -> core.stripe(hash) == stripe);
        }
    }

    /** Walks a cache in which nobody is filling an item. */
    public void walk() {
        walk(0);
    }

    /**
     * Walks a cache.
     *
     * @param detached how many items are being filled meanwhile, by writers that rest.
     */
    public void walk(final int detached) {
        if (!core.counters.isEmpty()) {
            throw violation("an operation has begun and not ended");
        }
        ledger.clear();
        slabs.walkFreeChunks();
        int blocks = 0;
        for (int i = 0; i < stripes.length; i++) {
            final Stripe stripe = core.stripeAt(i);
            stripe.lock();
            try {
                blocks += stripes[i].walk();
            } finally {
                stripe.unlock();
            }
        }
        slabs.walkTheRest(reference -> items.claim(reference, ChunkLedger.DETACHED), detached);
        walkBlocks(blocks, slabs.walkPages());
    }

    private void walkBlocks(final int inUse, final int pages) {
        final int left = Innards.getInt(core.blocks, "left");
        final int blockBytes = Innards.getInt(core.blocks, "blockBytes");
        if ((long) (inUse + left) * blockBytes != (long) pages * core.arena.pageBytes()) {
            throw violation("the memory of the index does not add up: pages=" + pages + " blocks in use=" + inUse
                + " left=" + left + " of bytes=" + blockBytes);
        }
    }
}
