/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.stripe.Departure;
import io.flagstone.engine.stripe.Stripe;
import java.util.function.IntPredicate;

/**
 * Finds room: takes chunks, and evicts when there are none. Never called with a stripe held.
 *
 * <p>Which stripe evicts: the one of the key that needs the room, or another one picked by its hash, whichever has more
 * items of the class, so that no stripe starves and none hoards.
 */
final class ChunkSource {
    private static final int ROUNDS = 1000;
    private static final int EXAMINED = 256;

    private final CacheCore core;
    private final IntPredicate evictChunk = this::evictChunk;

    ChunkSource(final CacheCore core) {
        this.core = core;
    }

    /** Takes a chunk for a length, or returns 0. */
    int obtain(final int length, final long hash) {
        final int classId = core.table.classFor(length);
        final int reference = core.slabs.take(classId);
        return reference != 0 ? reference : obtainSlowly(classId, hash);
    }

    private int obtainSlowly(final int classId, final long hash) {
        for (int round = 0; core.evictions && round < ROUNDS; round++) {
            if (!evictOne(classId, hash + round) && !reclaimPage(classId)) {
                break;
            }
            final int reference = core.slabs.take(classId);
            if (reference != 0) {
                return reference;
            }
        }
        final Stripe stripe = core.stripe(hash);
        stripe.lock();
        stripe.counters(classId).outOfMemory++;
        stripe.unlock();
        return 0;
    }

    private boolean evictOne(final int classId, final long hash) {
        final Stripe stripe = victimStripe(classId, hash);
        if (stripe == null) {
            return false;
        }
        stripe.lock();
        try {
            int victim = 0;
            for (int i = 0; i < EXAMINED && victim == 0; i++) {
                victim = stripe.examine(classId);
            }
            if (victim != 0) {
                evict(stripe, victim);
            }
            return victim != 0 || stripe.items(classId) > 0;
        } finally {
            stripe.unlock();
        }
    }

    private Stripe victimStripe(final int classId, final long hash) {
        final Stripe own = core.stripe(hash);
        final Stripe other = core.stripeAt((int) (hash >>> 32) & core.stripeCount() - 1);
        final Stripe larger = own.items(classId) >= other.items(classId) ? own : other;
        if (larger.items(classId) > 0) {
            return larger;
        }
        for (int i = 0; i < core.stripeCount(); i++) {
            if (core.stripeAt(i).items(classId) > 0) {
                return core.stripeAt(i);
            }
        }
        return null;
    }

    private void evict(final Stripe stripe, final int victim) {
        final int now = core.clock.now();
        final long address = core.arena.address(victim);
        final long control = Item.control(address);
        final Departure why = stripe.isFlushed(control) ? Departure.FLUSHED
            : Stripe.isExpired(address, control, now) ? Departure.EXPIRED : Departure.EVICTED;
        stripe.remove(core.hashOf(victim), victim, why, now);
    }

    /** Empties a page of another class and leaves it to whoever takes it first. */
    boolean reclaimPage(final int receiver) {
        if (!core.evictions) {
            return false;
        }
        final int donor = core.slabs.donorFor(receiver);
        if (donor == 0 || !core.slabs.reclaimPage(donor, evictChunk)) {
            return false;
        }
        core.pagesMoved.incrementAndGet();
        return true;
    }

    /** Evicts what occupies a chunk; false if it is pinned, or being filled. */
    private boolean evictChunk(final int chunk) {
        final long address = core.arena.address(chunk);
        int reference = chunk;
        if (ControlWord.state(Item.control(address)) == ControlWord.PART) {
            reference = Memory.getInt(address + ItemLayout.PART_OWNER);
        }
        if (reference == 0 || ControlWord.state(Item.control(core.arena.address(reference))) != ControlWord.ITEM) {
            return ControlWord.state(Item.control(address)) == ControlWord.FREE;
        }
        final long hash = core.hashOf(reference);
        final Stripe stripe = core.stripe(hash);
        stripe.lock();
        try {
            if (stripe.index().contains(hash, reference) && core.hashOf(reference) == hash) {
                evict(stripe, reference);
            }
        } finally {
            stripe.unlock();
        }
        return ControlWord.state(Item.control(address)) == ControlWord.FREE;
    }
}
