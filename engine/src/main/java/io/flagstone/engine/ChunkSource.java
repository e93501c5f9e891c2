/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.events.FlightRecording;
import io.flagstone.engine.events.OperationWatch;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.stripe.Departure;
import io.flagstone.engine.stripe.Stripe;

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
    /** One key in 16, by bits of its hash. */
    private static final long BALANCE_MASK = 15L << 44;
    private static final int PAGES_TRIED = 16;
    /** Evictions that gave no chunk, since others took theirs, or all pages of the class are being emptied. */
    private static final int EVICTIONS_IN_VAIN = 4;

    private final CacheCore core;
    private final Evacuation evacuation;
    final Balance balance;

    ChunkSource(final CacheCore core) {
        this.core = core;
        evacuation = new Evacuation(core, this);
        balance = new Balance(core, evacuation);
    }

    /** Takes a chunk for a length, or returns 0. */
    int obtain(final int length, final long hash) {
        final int classId = core.table.classFor(length);
        final int reference = core.slabs.take(classId);
        return reference != 0 ? reference : obtainSlowly(classId, hash);
    }

    private int obtainSlowly(final int classId, final long hash) {
        if (FlightRecording.isOn()) {
            OperationWatch.slowly();
        }
        for (int round = 0; round < ROUNDS; round++) {
            final boolean roomMade = takeEmptyPage(classId)
                || core.evictions && makeRoom(classId, hash + ((long) round << 32), round < EVICTIONS_IN_VAIN);
            final int reference = core.slabs.take(classId);
            if (reference != 0) {
                if ((hash & BALANCE_MASK) == 0) {
                    balance.afterEvictions();
                }
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

    private boolean makeRoom(final int classId, final long hash, final boolean evictsFirst) {
        return evictsFirst ? evictOne(classId, hash) || reclaimPage(classId)
            : reclaimPage(classId) || evictOne(classId, hash);
    }

    /** Takes a chunk of a class that has to do with the pages that it has, or returns 0. */
    int takeWithin(final int classId, final long hash) {
        for (int round = 0; round < ROUNDS; round++) {
            final int reference = core.slabs.takeFree(classId);
            if (reference != 0 || !core.evictions || !evictOne(classId, hash + ((long) round << 32))) {
                return reference;
            }
        }
        return 0;
    }

    private boolean takeEmptyPage(final int receiver) {
        final int generous = core.slabs.classWithEmptyPage(receiver);
        return generous != 0 && evacuation.movePage(generous, receiver);
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
                final int victim = stripe.examine(classId, core.clock.now());
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

    /** Removes an item for its memory; the caller holds its stripe. */
    void evict(final Stripe stripe, final int victim) {
        final int now = core.clock.now();
        final long address = core.arena.address(victim);
        final long control = Item.control(address);
        final Departure why = stripe.isFlushed(control) ? Departure.FLUSHED
            : Stripe.isExpired(address, control, now) ? Departure.EXPIRED : Departure.EVICTED;
        stripe.remove(core.hashOf(victim), victim, why, now);
        if (FlightRecording.isOn() && why == Departure.EVICTED) {
            OperationWatch.evicted();
        }
    }

    /** Empties a page of another class and gives it to the receiver. */
    boolean reclaimPage(final int receiver) {
        if (takeEmptyPage(receiver)) {
            return true;
        }
        if (!core.evictions) {
            return false;
        }
        final int donor = balance.donorFor(receiver);
        if (donor == 0) {
            return false;
        }
        if (evacuation.movePage(donor, receiver)) {
            return true;
        }
        return reclaimAnyPage(receiver);
    }

    /** The last resort, when what is pinned or being filled lies in the pages that could best be done without. */
    private boolean reclaimAnyPage(final int receiver) {
        for (int id = core.slabs.classes(); id > 0; id--) {
            for (int i = Math.min(PAGES_TRIED, core.slabs.pages(id)); i > 0 && id != receiver; i--) {
                if (evacuation.movePage(id, receiver)) {
                    return true;
                }
            }
        }
        return false;
    }
}
