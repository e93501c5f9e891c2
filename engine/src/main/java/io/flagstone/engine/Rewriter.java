/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ValueCursor;
import io.flagstone.engine.stripe.Stripe;

/**
 * Makes a new item of an old one: append, prepend, and room for the first expiry of an item that has none.
 *
 * <p>The old item is pinned, the new one is filled without the lock, and takes the old one's place only if that is
 * still there; else it starts again. Somebody has made progress then. An item that is pinned keeps its value, its flags
 * and its chunk as long as it is linked, so that the same reference is the same item: a CAS unique would not tell, for
 * clients may assign the same one twice. Its deadline, its CAS unique and what is known of its value may change.
 */
final class Rewriter {
    private final CacheCore core;
    private final Retrieval retrieval;
    private final Storage storage;
    private final Reservation reservation;

    Rewriter(final CacheCore core, final Retrieval retrieval, final Storage storage, final Reservation reservation) {
        this.core = core;
        this.retrieval = retrieval;
        this.storage = storage;
        this.reservation = reservation;
    }

    /**
     * Joins the value of a detached item with the one stored under its key. The detached item is used up.
     *
     * @param terms null for none.
     * @return STORED; EXISTS if it has not the CAS unique of the terms; NOT_STORED if there is none and it is not to be
     *     created, or the result is too large; or OUT_OF_MEMORY.
     */
    StoreResult join(final long hash, final int addition, final boolean atEnd, final StoreTerms terms) {
        final long address = core.arena.address(addition);
        final long control = Item.control(address);
        final Stripe stripe = core.stripe(hash);
        StoreResult result = null;
        while (result == null) {
            // Nobody sees the old value; that it was used is counted when the new one takes its place.
            final int old = retrieval.pinQuietly(stripe, hash, null, Item.keyAddress(address, control),
                ControlWord.keyLength(control));
            if (old != 0) {
                result = join(stripe, hash, old, addition, atEnd, terms);
            } else if (terms == null || !terms.createsIfAbsent) {
                result = StoreResult.NOT_STORED;
            } else {
                result = storage.link(StoreMode.ADD, hash, addition, 0, terms);
                if (result == StoreResult.STORED) {
                    return result;
                }
                result = result == StoreResult.NOT_STORED ? null : result;
            }
        }
        reservation.abandon(addition);
        return result;
    }

    /** Null if the old item has changed meanwhile. */
    private StoreResult join(final Stripe stripe, final long hash, final int old, final int addition,
            final boolean atEnd, final StoreTerms terms) {
        final long address = core.arena.address(addition);
        final long control = Item.control(address);
        final int added = Item.valueLength(address, control);
        final long oldAddress = core.arena.address(old);
        final long oldControl = Item.control(oldAddress);
        final int oldLength = Item.valueLength(oldAddress, oldControl);
        if (isUnequal(oldAddress, terms)) {
            retrieval.unpin(stripe, old);
            return StoreResult.EXISTS;
        }
        final int deadline = Item.deadline(oldAddress, oldControl);
        final int joined = reserve(stripe, hash, old, addition, (long) oldLength + added, deadline);
        if (joined == Reservation.TOO_LARGE || joined == Reservation.NO_MEMORY) {
            return joined == Reservation.TOO_LARGE ? StoreResult.NOT_STORED : StoreResult.OUT_OF_MEMORY;
        }
        Item.binaryKey(core.arena.address(joined), ControlWord.hasBinaryKey(oldControl));
        ValueCursor.copyAll(core.arena, old, joined, atEnd ? 0 : added);
        ValueCursor.copyAll(core.arena, addition, joined, atEnd ? oldLength : 0);
        final StoreResult result = exchange(stripe, hash, old, joined, deadline, terms);
        if (result != StoreResult.STORED) {
            reservation.abandon(joined);
        }
        return result;
    }

    /** Makes an item with the flags of the pinned one, which is let go if none comes about, whatever the reason. */
    private int reserve(final Stripe stripe, final long hash, final int old, final int addition, final long length,
            final int deadline) {
        final long address = core.arena.address(addition);
        final long control = Item.control(address);
        final long oldAddress = core.arena.address(old);
        int made = Reservation.NO_MEMORY;
        try {
            made = reservation.reserve(hash, null, Item.keyAddress(address, control), ControlWord.keyLength(control),
                length, Item.flags(oldAddress, Item.control(oldAddress)), deadline);
        } finally {
            if (made == Reservation.NO_MEMORY || made == Reservation.TOO_LARGE) {
                retrieval.unpin(stripe, old);
            }
        }
        return made;
    }

    private static boolean isUnequal(final long address, final StoreTerms terms) {
        return terms != null && terms.compareCas != 0 && Item.casUnique(address) != terms.compareCas;
    }

    /** Unpins the old item and, if it is still the one, puts the new one in its place; null if it is not. */
    private StoreResult exchange(final Stripe stripe, final long hash, final int old, final int next,
            final int deadline, final StoreTerms terms) {
        final int now = core.clock.now();
        final long address = core.arena.address(next);
        final long oldAddress = core.arena.address(old);
        stripe.lock();
        try {
            StoreResult result = null;
            if (isStill(stripe, hash, old, address, now)
                    && Item.deadline(oldAddress, Item.control(oldAddress)) == deadline) {
                result = isUnequal(oldAddress, terms) ? StoreResult.EXISTS : StoreResult.STORED;
            }
            if (result == StoreResult.STORED) {
                final long casUnique =
                    terms == null || terms.assignCas == 0 ? stripe.nextCas() : terms.assignCas;
                stripe.replace(hash, old, next, casUnique, now);
                if (terms != null) {
                    terms.stored(casUnique, Item.valueLength(address, Item.control(address)));
                }
            }
            stripe.unpin(old);
            return result;
        } finally {
            stripe.unlock();
        }
    }

    private boolean isStill(final Stripe stripe, final long hash, final int old, final long key, final int now) {
        final long control = Item.control(key);
        return stripe.findLive(hash, null, Item.keyAddress(key, control), ControlWord.keyLength(control), now) == old;
    }

    /**
     * Gives an item room for a deadline, by a copy that is the same in all else.
     *
     * @return TOUCHED if it may have room now; NOT_FOUND or OUT_OF_MEMORY.
     */
    TouchResult makeRoom(final long hash, final Object base, final long key, final int keyLength) {
        final Stripe stripe = core.stripe(hash);
        final int old = retrieval.pinQuietly(stripe, hash, base, key, keyLength);
        if (old == 0) {
            return TouchResult.NOT_FOUND;
        }
        if (ControlWord.hasExpiry(Item.control(core.arena.address(old)))) {
            retrieval.unpin(stripe, old);
            return TouchResult.TOUCHED;
        }
        int copy = Reservation.NO_MEMORY;
        try {
            copy = reservation.roomier(hash, old);
        } finally {
            if (copy == Reservation.TOO_LARGE || copy == Reservation.NO_MEMORY) {
                retrieval.unpin(stripe, old);
            }
        }
        if (copy == Reservation.TOO_LARGE || copy == Reservation.NO_MEMORY) {
            return TouchResult.OUT_OF_MEMORY;
        }
        if (!settle(stripe, hash, old, copy)) {
            reservation.abandon(copy);
        }
        return TouchResult.TOUCHED;
    }

    /** Unpins the old item and, if it is still the one, puts its copy in its place. */
    private boolean settle(final Stripe stripe, final long hash, final int old, final int copy) {
        final int now = core.clock.now();
        stripe.lock();
        try {
            final boolean same = isStill(stripe, hash, old, core.arena.address(copy), now);
            if (same) {
                stripe.replaceByCopy(hash, old, copy, now);
            }
            stripe.unpin(old);
            return same;
        } finally {
            stripe.unlock();
        }
    }
}
