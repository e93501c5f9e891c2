/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.stripe.Stripe;

/**
 * Fetches items on terms: tries to read without a lock, and takes the stripe's where something is to be changed or to
 * be won. What is then shown is pinned, and is told as it was at the moment of the decision.
 */
final class Fetching {
    private static final int TRIES = 3;

    private final CacheCore core;
    private final Retrieval retrieval;
    private final Storage storage;
    private final Reservation reservation;
    private final Rewriter rewriter;

    Fetching(final CacheCore core, final Retrieval retrieval, final Storage storage, final Reservation reservation,
            final Rewriter rewriter) {
        this.core = core;
        this.retrieval = retrieval;
        this.storage = storage;
        this.reservation = reservation;
        this.rewriter = rewriter;
    }

    /** Shows an item and leaves no trace. */
    Lookup peek(final Object base, final long key, final int length, final ItemReader reader) {
        core.counters.enter();
        try {
            final long hash = core.hash(base, key, length);
            final Stripe stripe = core.stripe(hash);
            final int reference;
            stripe.lock();
            try {
                reference = stripe.findLive(hash, base, key, length, core.clock.now());
                if (reference == 0) {
                    return Lookup.MISS;
                }
                retrieval.pin(stripe, reference, Item.control(core.arena.address(reference)), reader);
            } finally {
                stripe.unlock();
            }
            retrieval.show(stripe, reference, reader);
            return Lookup.HIT;
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    /** Shows an item, perhaps several times if nothing is to be changed, after what the terms say was done. */
    Lookup fetch(final Object base, final long key, final int length, final FetchTerms terms,
            final ItemReader reader) {
        terms.forget();
        final long cell = core.counters.enter();
        Lookup result = null;
        try {
            final long hash = core.hash(base, key, length);
            final Stripe stripe = core.stripe(hash);
            for (int i = 0; i < TRIES && result == null && !terms.touches; i++) {
                result = retrieval.tryRead(stripe, hash, base, key, length, reader, terms);
            }
            if (result == Lookup.HIT) {
                terms.remainingSecondsBefore = core.remainingSeconds(reader.view.deadlineShown());
            } else if (result == null || terms.creates) {
                result = fetchLocked(stripe, hash, base, key, length, terms, reader, result == null);
            }
            return result;
        } finally {
            core.counters.add(cell, terms.touches ? OperationCounters.LEFT
                : result == Lookup.HIT ? OperationCounters.HITS : OperationCounters.MISSES);
        }
    }

    private Lookup fetchLocked(final Stripe stripe, final long hash, final Object base, final long key,
            final int length, final FetchTerms terms, final ItemReader reader, final boolean countsDead) {
        while (true) {
            Lookup found;
            int reference;
            stripe.lock();
            try {
                final int now = core.clock.now();
                reference = stripe.index().findLocked(hash, base, key, length);
                found = reference == 0 ? Lookup.MISS
                    : retrieval.state(stripe, core.arena.address(reference), countsDead);
                if (found == Lookup.HIT && !isRoomless(reference, terms)) {
                    retrieval.pin(stripe, reference, Item.control(core.arena.address(reference)), reader);
                    decide(stripe, hash, reference, terms, now);
                    reader.view.deadlineShown(Item.deadline(core.arena.address(reference),
                        Item.control(core.arena.address(reference))));
                } else if (found == Lookup.HIT) {
                    found = null;
                } else {
                    reference = stripe.findLive(hash, base, key, length, now);
                }
            } finally {
                stripe.unlock();
            }
            if (found == Lookup.HIT) {
                retrieval.show(stripe, reference, reader);
            } else if (found == null) {
                found = rewriter.makeRoom(hash, base, key, length) == TouchResult.OUT_OF_MEMORY
                    ? Lookup.OUT_OF_MEMORY : null;
            } else if (terms.creates) {
                found = create(stripe, hash, base, key, length, terms, reader);
            }
            if (found != null) {
                return found;
            }
        }
    }

    private boolean isRoomless(final int reference, final FetchTerms terms) {
        return terms.touches && terms.deadline != 0
            && !ControlWord.hasExpiry(Item.control(core.arena.address(reference)));
    }

    private void decide(final Stripe stripe, final long hash, final int reference, final FetchTerms terms,
            final int now) {
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        final int deadline = Item.deadline(address, control);
        terms.tokenWasSent = ControlWord.isTokenSent(control);
        terms.stale = ControlWord.isStale(control);
        terms.remainingSecondsBefore = core.remainingSeconds(deadline);
        final int judged = terms.touches && terms.judgesNewDeadline ? terms.deadline : deadline;
        terms.won = !terms.tokenWasSent && (terms.stale || terms.isSoon(core.remainingSeconds(judged)));
        final boolean touches = terms.touches && ControlWord.hasExpiry(control);
        if (terms.won || touches) {
            stripe.index().beginChange(hash);
            if (terms.won) {
                Item.stalenessVolatile(address, terms.stale, true);
            }
            if (touches) {
                stripe.changeDeadline(reference, terms.deadline, now);
            }
            stripe.index().endChange(hash);
        }
        if (terms.touches) {
            stripe.countersOf(reference).touchHits++;
        }
        if (terms.bumps) {
            retrieval.touch(address, Item.control(address));
        }
    }

    /** Makes an item no longer announced; false if there is none with this CAS unique. */
    boolean giveBack(final Object base, final long key, final int length, final long casUnique) {
        core.counters.enter();
        try {
            final long hash = core.hash(base, key, length);
            final Stripe stripe = core.stripe(hash);
            stripe.lock();
            try {
                final int reference = stripe.findLive(hash, base, key, length, core.clock.now());
                if (reference == 0 || Item.casUnique(core.arena.address(reference)) != casUnique) {
                    return false;
                }
                final long address = core.arena.address(reference);
                stripe.index().beginChange(hash);
                Item.stalenessVolatile(address, ControlWord.isStale(Item.control(address)), false);
                stripe.index().endChange(hash);
                return true;
            } finally {
                stripe.unlock();
            }
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    /** Creates an empty item that is announced; null if somebody else was faster. */
    private Lookup create(final Stripe stripe, final long hash, final Object base, final long key, final int length,
            final FetchTerms terms, final ItemReader reader) {
        final int reference = reservation.reserve(hash, base, key, length, 0, 0, terms.createdDeadline);
        if (reference == Reservation.NO_MEMORY || reference == Reservation.TOO_LARGE) {
            return Lookup.OUT_OF_MEMORY;
        }
        final long address = core.arena.address(reference);
        final int second = core.clock.second();
        final long bare = ControlWord.withAccess(
            ControlWord.withBinaryKey(Item.control(address), terms.binaryKey), second);
        final long announced = ControlWord.withStaleness(bare, false, true);
        Item.control(address, terms.bumps ? ControlWord.hit(announced, second) : announced);
        terms.creation.assignCas(terms.createdCas);
        final StoreResult linked = storage.link(StoreMode.ADD, hash, reference, 0, terms.creation);
        if (linked != StoreResult.STORED) {
            reservation.abandon(reference);
            return linked == StoreResult.NOT_STORED ? null : Lookup.OUT_OF_MEMORY;
        }
        terms.won = true;
        terms.created = true;
        reader.view.wrap(core, reference, bare, terms.creation.casUnique, terms.createdDeadline);
        retrieval.show(stripe, reference, reader);
        return Lookup.HIT;
    }
}
