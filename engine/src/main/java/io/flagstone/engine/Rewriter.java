/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ValueCursor;
import io.flagstone.engine.stripe.Stripe;

/**
 * Makes a new item of an old one: append, prepend, and the first expiry of an item that has no room for one.
 *
 * <p>The old item is pinned, the new one is filled without the lock, and takes the old one's place only if that is
 * still there with the same CAS unique; else it starts again. Somebody has made progress then.
 */
final class Rewriter {
    private final CacheCore core;
    private final Retrieval retrieval;
    private final Reservation reservation;

    Rewriter(final CacheCore core, final Retrieval retrieval, final Reservation reservation) {
        this.core = core;
        this.retrieval = retrieval;
        this.reservation = reservation;
    }

    /**
     * Joins the value of a detached item with the one stored under its key.
     *
     * @return STORED, NOT_STORED if there is none or the result is too large, or OUT_OF_MEMORY. The detached item
     *     stays the caller's.
     */
    StoreResult join(final long hash, final int addition, final boolean atEnd) {
        final long address = core.arena.address(addition);
        final long control = Item.control(address);
        final long key = Item.keyAddress(address, control);
        final int keyLength = ControlWord.keyLength(control);
        while (true) {
            final Stripe stripe = core.stripe(hash);
            final int old = retrieval.pin(stripe, hash, null, key, keyLength);
            if (old == 0) {
                return StoreResult.NOT_STORED;
            }
            final long oldAddress = core.arena.address(old);
            final long oldControl = Item.control(oldAddress);
            final long casUnique = Item.casUnique(oldAddress);
            final long length = (long) Item.valueLength(oldAddress, oldControl) + Item.valueLength(address, control);
            final int joined = reserve(stripe, old, hash, null, key, keyLength, length,
                Item.deadline(oldAddress, oldControl));
            if (joined == Reservation.TOO_LARGE || joined == Reservation.NO_MEMORY) {
                return joined == Reservation.TOO_LARGE ? StoreResult.NOT_STORED : StoreResult.OUT_OF_MEMORY;
            }
            ValueCursor.copyAll(core.arena, old, joined, atEnd ? 0 : Item.valueLength(address, control));
            ValueCursor.copyAll(core.arena, addition, joined, atEnd ? Item.valueLength(oldAddress, oldControl) : 0);
            if (exchange(stripe, hash, old, joined, casUnique, false)) {
                return StoreResult.STORED;
            }
            reservation.abandon(joined);
        }
    }

    /** Gives an item a deadline by making a copy that has room for one. */
    TouchResult giveDeadline(final long hash, final Object base, final long key, final int keyLength,
            final int deadline) {
        while (true) {
            final Stripe stripe = core.stripe(hash);
            final int old = retrieval.pin(stripe, hash, base, key, keyLength);
            if (old == 0) {
                return TouchResult.NOT_FOUND;
            }
            final long address = core.arena.address(old);
            final long control = Item.control(address);
            final long casUnique = Item.casUnique(address);
            final int copy = reserve(stripe, old, hash, base, key, keyLength, Item.valueLength(address, control),
                deadline);
            if (copy == Reservation.TOO_LARGE || copy == Reservation.NO_MEMORY) {
                return TouchResult.OUT_OF_MEMORY;
            }
            ValueCursor.copyAll(core.arena, old, copy, 0);
            if (exchange(stripe, hash, old, copy, casUnique, true)) {
                return TouchResult.TOUCHED;
            }
            reservation.abandon(copy);
        }
    }

    /** Makes an item with the flags of the pinned one, which is let go if none comes about, whatever the reason. */
    private int reserve(final Stripe stripe, final int old, final long hash, final Object base, final long key,
            final int keyLength, final long valueLength, final int deadline) {
        final long address = core.arena.address(old);
        int made = Reservation.NO_MEMORY;
        try {
            made = reservation.reserve(hash, base, key, keyLength, valueLength,
                Item.flags(address, Item.control(address)), deadline);
        } finally {
            if (made == Reservation.NO_MEMORY || made == Reservation.TOO_LARGE) {
                retrieval.unpin(stripe, old);
            }
        }
        return made;
    }

    /** A touch keeps the CAS unique: what was made of the old item before it must not undo it. */
    private boolean hasDeadlineOf(final int next, final int old) {
        final long address = core.arena.address(next);
        final long oldAddress = core.arena.address(old);
        return Item.deadline(address, Item.control(address)) == Item.deadline(oldAddress, Item.control(oldAddress));
    }

    /** Unpins the old item and, if it is still the one, puts the new one in its place: with its CAS, it is the same. */
    private boolean exchange(final Stripe stripe, final long hash, final int old, final int next,
            final long casUnique, final boolean keepCas) {
        final int now = core.clock.now();
        final long address = core.arena.address(next);
        final long control = Item.control(address);
        stripe.lock();
        try {
            final int current = stripe.findLive(hash, null, Item.keyAddress(address, control),
                ControlWord.keyLength(control), now);
            final boolean same = current == old && Item.casUnique(core.arena.address(old)) == casUnique
                && (keepCas || hasDeadlineOf(next, old));
            if (same) {
                stripe.replace(hash, old, next, keepCas ? casUnique : stripe.nextCas(), now);
                stripe.countersOf(next).linked -= keepCas ? 1 : 0;
            }
            stripe.unpin(old);
            return same;
        } finally {
            stripe.unlock();
        }
    }
}
