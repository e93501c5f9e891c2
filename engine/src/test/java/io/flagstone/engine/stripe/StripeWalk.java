/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import static io.flagstone.engine.slab.ChunkLedger.violation;

import io.flagstone.engine.index.IndexWalk;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Innards;
import io.flagstone.engine.slab.ChunkLedger;
import io.flagstone.engine.slab.SlabAllocator;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.agrona.collections.Int2IntCounterMap;

/** Walks everything that belongs to one stripe. The caller holds it. */
public final class StripeWalk {
    private final Arena arena;
    private final SlabAllocator slabs;
    private final ChunkLedger ledger;
    private final Stripe stripe;
    private final IntToLongFunction hashes;
    private final Membership membership;
    private final ItemWalk itemWalk;
    private final IndexWalk indexWalk;
    private final Int2IntCounterMap pins;
    private final long[] items;
    private final long[] bytes;
    private int expiring;
    private int pinned;

    /**
     * Prepares a walk.
     *
     * @param arena      of the cache.
     * @param slabs      of the cache.
     * @param itemWalk   of the cache.
     * @param ledger     to note items in.
     * @param stripe     to be walked.
     * @param hashes     tells the hash of an item.
     * @param membership tells whether a hash belongs to a stripe.
     */
    public StripeWalk(final Arena arena, final SlabAllocator slabs, final ItemWalk itemWalk,
            final ChunkLedger ledger, final Stripe stripe, final IntToLongFunction hashes,
            final Membership membership) {
        this.arena = arena;
        this.slabs = slabs;
        this.itemWalk = itemWalk;
        this.ledger = ledger;
        this.stripe = stripe;
        this.hashes = hashes;
        this.membership = membership;
        pins = Innards.get(stripe, "pins", Int2IntCounterMap.class);
        indexWalk = new IndexWalk(arena, stripe.index(), this::visit);
        items = new long[slabs.classes() + 1];
        bytes = new long[slabs.classes() + 1];
    }

    /**
     * Checks the stripe.
     *
     * @return how many blocks of index memory it has.
     */
    public int walk() {
        Arrays.fill(items, 0);
        Arrays.fill(bytes, 0);
        expiring = 0;
        pinned = 0;
        final int blocks = indexWalk.walk();
        for (int id = 1; id <= slabs.classes(); id++) {
            final ClassCounters counters = stripe.counters(id);
            if (counters.items != items[id] || counters.bytes != bytes[id]) {
                throw violation("a class is miscounted: class=" + id + " items=" + counters.items + " found="
                    + items[id] + " bytes=" + counters.bytes + " found=" + bytes[id]);
            }
        }
        new QueueWalk(arena, slabs, ledger, this).walk(Innards.get(stripe, "queues", EvictionQueues.class), items);
        new WheelWalk(arena, ledger, this).walk(Innards.get(stripe, "wheel", ExpiryWheel.class), expiring);
        pins.forEach(this::visitPin);
        if (pinned != 0) {
            throw violation("items say that they are pinned, and are not in the table: items=" + pinned);
        }
        return blocks + ghostBlocks();
    }

    /** The memory of the index also holds what a policy remembers of items that are gone. */
    private int ghostBlocks() {
        return ghostBlocks("fromSmall") + ghostBlocks("fromMain");
    }

    private int ghostBlocks(final String table) {
        if (!Innards.has(stripe.policy(), table)) {
            return 0;
        }
        final GhostTable ghosts = Innards.get(stripe.policy(), table, GhostTable.class);
        return Innards.getInt(ghosts, "blockCount");
    }

    private void visit(final int reference, final int bucket) {
        itemWalk.claim(reference, ChunkLedger.ITEM);
        checkOwn(reference, "the index");
        final long address = arena.address(reference);
        final long control = Item.control(address);
        final int classId = slabs.classOf(reference);
        items[classId]++;
        bytes[classId] += Item.length(address, control);
        expiring += Item.deadline(address, control) != 0 ? 1 : 0;
        pinned += ControlWord.isPinned(control) ? 1 : 0;
        if (stripe.isFlushed(control) && bucket < Innards.getInt(stripe, "sweepBucket")) {
            throw violation("a flushed item was left behind by the sweep: reference=" + reference + " bucket="
                + bucket);
        }
    }

    /** Fails unless an item's key belongs to the stripe. */
    void checkOwn(final int reference, final String list) {
        if (!membership.has(stripe, hashes.applyAsLong(reference))) {
            throw violation(list + " holds an item of another stripe: reference=" + reference);
        }
    }

    private void visitPin(final int reference, final int count) {
        final long control = Item.control(arena.address(reference));
        if (count < 1 || !ControlWord.isPinned(control)) {
            throw violation("the table of pins holds what is not pinned: reference=" + reference + " count=" + count);
        }
        if (ledger.place(reference) == ChunkLedger.ITEM) {
            checkOwn(reference, "the table of pins");
            pinned--;
        } else {
            itemWalk.claim(reference, ChunkLedger.DETACHED);
        }
    }

    /** Tells whether a hash belongs to a stripe. */
    @FunctionalInterface
    public interface Membership {
        /**
         * Tells it.
         *
         * @param stripe in question.
         * @param hash   of a key.
         * @return whether it does.
         */
        boolean has(Stripe stripe, long hash);
    }
}
