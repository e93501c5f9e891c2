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
import java.util.function.IntConsumer;

/**
 * Finds room: takes chunks, and evicts when there are none. Never called with a stripe held.
 *
 * <p>Which stripe evicts: the one of the key that needs the room, or another one picked by its hash, whichever has more
 * items of the class, so that no stripe starves and none hoards.
 */
final class ChunkSource {
    private static final int ROUNDS = 1000;
    private static final int EXAMINED = 256;
    private static final int SPARED = -1;
    private static final int DONORS_TRIED = 3;

    private final CacheCore core;
    private final IntConsumer evictChunk = this::evictChunk;

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
            final boolean roomMade = evictOne(classId, hash + ((long) round << 32)) || reclaimPage(classId);
            final int reference = core.slabs.take(classId);
            if (reference != 0) {
                return reference;
            }
            if (!roomMade) {
                break;
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
            boolean spared = false;
            for (int i = 0; i < EXAMINED; i++) {
                final int victim = stripe.examine(classId);
                if (victim != 0 && victim != SPARED) {
                    evict(stripe, victim);
                    return true;
                }
                spared |= victim == SPARED;
            }
            return spared;
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
        int donor = 0;
        for (int i = 0; i < DONORS_TRIED; i++) {
            donor = core.slabs.donorFor(receiver, donor);
            if (donor == 0) {
                return false;
            }
            if (core.slabs.reclaimPage(donor, evictChunk)) {
                core.pagesMoved.incrementAndGet();
                return true;
            }
        }
        return false;
    }

    /** Evicts what occupies a chunk of a page that is being drained, unless it is pinned or being filled. */
    private void evictChunk(final int chunk) {
        final long address = core.arena.address(chunk);
        final int state = ControlWord.state(Item.control(address));
        Memory.loadFence();
        final int reference = state == ControlWord.PART ? Memory.getInt(address + ItemLayout.PART_OWNER) : chunk;
        if (state == ControlWord.FREE || state == ControlWord.DETACHED
                || ControlWord.state(Item.control(core.arena.address(reference))) != ControlWord.ITEM) {
            return;
        }
        final long hash = core.hashOf(reference);
        final Stripe stripe = core.stripe(hash);
        stripe.lock();
        try {
            if (stripe.index().contains(hash, reference) && core.hashOf(reference) == hash
                    && !ControlWord.isPinned(Item.control(core.arena.address(reference)))) {
                evict(stripe, reference);
            }
        } finally {
            stripe.unlock();
        }
    }
}
