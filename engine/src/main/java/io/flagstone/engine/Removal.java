/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.stripe.Departure;
import io.flagstone.engine.stripe.Stripe;

/** Deletes items; or marks them as stale, or empties them, where a dialect calls that a delete. */
final class Removal {
    private final CacheCore core;
    private final Reservation reservation;
    private final Rewriter rewriter;

    Removal(final CacheCore core, final Reservation reservation, final Rewriter rewriter) {
        this.core = core;
        this.reservation = reservation;
        this.rewriter = rewriter;
    }

    /** Deletes an item; a CAS unique other than 0 has to be the item's. */
    DeleteResult delete(final Object base, final long key, final int length, final long compareCas) {
        final long hash = core.hash(base, key, length);
        final Stripe stripe = core.stripe(hash);
        final int now = core.clock.now();
        stripe.lock();
        try {
            final int reference = stripe.findLive(hash, base, key, length, now);
            if (reference == 0) {
                return DeleteResult.NOT_FOUND;
            }
            if (compareCas != 0 && Item.casUnique(core.arena.address(reference)) != compareCas) {
                return DeleteResult.EXISTS;
            }
            stripe.countersOf(reference).deleteHits++;
            stripe.remove(hash, reference, Departure.REMOVED, now);
            return DeleteResult.DELETED;
        } finally {
            stripe.unlock();
        }
    }

    /** Deletes, marks or empties an item. */
    DeleteResult delete(final Object base, final long key, final int length, final DeleteTerms terms) {
        if (terms.empties) {
            return empty(base, key, length, terms);
        }
        return terms.marksStale ? mark(base, key, length, terms) : delete(base, key, length, terms.compareCas);
    }

    private DeleteResult mark(final Object base, final long key, final int length, final DeleteTerms terms) {
        final long hash = core.hash(base, key, length);
        final Stripe stripe = core.stripe(hash);
        while (true) {
            final int now = core.clock.now();
            stripe.lock();
            try {
                final int reference = stripe.findLive(hash, base, key, length, now);
                final DeleteResult refusal = refusal(reference, terms);
                if (refusal != null) {
                    return refusal;
                }
                final long address = core.arena.address(reference);
                final boolean expires = ControlWord.hasExpiry(Item.control(address));
                if (!terms.touches || expires || terms.deadline == 0) {
                    stripe.index().beginChange(hash);
                    Item.stalenessVolatile(address, true, false);
                    Item.casUnique(address, terms.assignCas == 0 ? stripe.nextCas() : terms.assignCas);
                    if (terms.touches && expires) {
                        stripe.changeDeadline(reference, terms.deadline, now);
                    }
                    stripe.index().endChange(hash);
                    return DeleteResult.DELETED;
                }
            } finally {
                stripe.unlock();
            }
            if (rewriter.makeRoom(hash, base, key, length) == TouchResult.OUT_OF_MEMORY) {
                return DeleteResult.OUT_OF_MEMORY;
            }
        }
    }

    private DeleteResult refusal(final int reference, final DeleteTerms terms) {
        if (reference == 0) {
            return DeleteResult.NOT_FOUND;
        }
        return terms.compareCas != 0 && Item.casUnique(core.arena.address(reference)) != terms.compareCas
            ? DeleteResult.EXISTS : null;
    }

    /** Puts an empty item in the place of another one: looks for that one, then takes memory, then looks again. */
    private DeleteResult empty(final Object base, final long key, final int length, final DeleteTerms terms) {
        final long hash = core.hash(base, key, length);
        final Stripe stripe = core.stripe(hash);
        final int deadline = terms.touches ? terms.deadline : 0;
        int empty = 0;
        while (true) {
            final DeleteResult result;
            stripe.lock();
            try {
                final int now = core.clock.now();
                final int reference = stripe.findLive(hash, base, key, length, now);
                result = refusal(reference, terms);
                if (result == null && empty != 0) {
                    replace(stripe, hash, reference, empty, terms, now);
                    return DeleteResult.DELETED;
                }
            } finally {
                stripe.unlock();
            }
            if (result != null) {
                if (empty != 0) {
                    reservation.abandon(empty);
                }
                return result;
            }
            empty = reservation.reserve(hash, base, key, length, 0, terms.flags, deadline);
            if (empty == Reservation.NO_MEMORY || empty == Reservation.TOO_LARGE) {
                return DeleteResult.OUT_OF_MEMORY;
            }
        }
    }

    private void replace(final Stripe stripe, final long hash, final int from, final int to, final DeleteTerms terms,
            final int now) {
        final long old = core.arena.address(from);
        final long address = core.arena.address(to);
        Item.control(address, ControlWord.withStaleness(Item.control(address), terms.marksStale, false));
        Item.binaryKey(address, ControlWord.hasBinaryKey(Item.control(old)));
        final long kept = terms.marksStale ? stripe.nextCas() : Item.casUnique(old);
        stripe.replace(hash, from, to, terms.assignCas == 0 ? kept : terms.assignCas, now);
    }
}
