/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.item.ValueCursor;
import io.flagstone.engine.stripe.Departure;
import io.flagstone.engine.stripe.Overwriting;
import io.flagstone.engine.stripe.Stripe;

/** Stores filled items, deletes them, and flushes. */
final class Storage {
    private static final int INDEX_TRIES = 4;
    private static final int BUCKETS_PER_SLICE = 32;

    private final CacheCore core;
    private final ChunkSource source;
    private final Reservation reservation;

    Storage(final CacheCore core, final ChunkSource source, final Reservation reservation) {
        this.core = core;
        this.source = source;
        this.reservation = reservation;
    }

    /**
     * Stores a small value over that of an item with the same key, fields and class, if the mode allows.
     *
     * @return null if there is no such item: then the value needs a chunk of its own.
     */
    StoreResult overwrite(final StoreMode mode, final long hash, final Object base, final long key,
            final int keyLength, final Object valueBase, final long value, final int valueLength, final int flags,
            final int deadline, final long casUnique) {
        final long length = ItemLayout.length(keyLength, valueLength, flags, deadline);
        if (valueLength > Overwriting.MAX_LENGTH || length > core.maximumItemLength
                || length > core.table.largestChunk()) {
            return null;
        }
        final boolean expiry = ItemLayout.takesExpiry(keyLength, valueLength, flags, deadline);
        final long fresh = ControlWord.detached(keyLength, valueLength, flags != 0, expiry, false);
        final int classId = core.table.classFor((int) length);
        final Stripe stripe = core.stripe(hash);
        final int now = core.clock.now();
        stripe.lock();
        try {
            final int old = stripe.findLive(hash, base, key, keyLength, now);
            if (old == 0 || !stripe.overwriting().fits(old, fresh, classId, deadline, now)) {
                return null;
            }
            final StoreResult refusal = refusalOf(stripe, mode, old, casUnique);
            if (refusal != null) {
                return refusal;
            }
            stripe.overwriting().write(hash, old, fresh, valueBase, value, flags, deadline, now);
            return StoreResult.STORED;
        } finally {
            stripe.unlock();
        }
    }

    /** Writes the value of an item that was reserved; one that cannot be read, of a mapped file, is its end. */
    void fill(final int reference, final Object base, final long value, final int length) {
        boolean whole = false;
        try {
            ValueCursor.copyIn(core.arena, reference, base, value, length);
            whole = true;
        } finally {
            if (!whole) {
                reservation.abandon(reference);
            }
        }
    }

    /** Links a filled item if the mode allows, else gives its memory back. */
    StoreResult commit(final StoreMode mode, final long hash, final int reference, final long casUnique) {
        for (int i = 0; i < INDEX_TRIES; i++) {
            final StoreResult result = tryCommit(mode, hash, reference, casUnique);
            if (result == StoreResult.STORED) {
                return result;
            }
            if (result != StoreResult.OUT_OF_MEMORY || !source.reclaimPage(Evacuation.INDEX)) {
                reservation.abandon(reference);
                return result;
            }
        }
        reservation.abandon(reference);
        return StoreResult.OUT_OF_MEMORY;
    }

    private StoreResult tryCommit(final StoreMode mode, final long hash, final int reference, final long casUnique) {
        final Stripe stripe = core.stripe(hash);
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        final int now = core.clock.now();
        stripe.lock();
        try {
            final int old = stripe.findLive(hash, null, Item.keyAddress(address, control),
                ControlWord.keyLength(control), now);
            final StoreResult refusal = refusalOf(stripe, mode, old, casUnique);
            if (refusal != null) {
                return refusal;
            }
            if (old != 0) {
                stripe.replace(hash, old, reference, stripe.nextCas(), now);
                return StoreResult.STORED;
            }
            return stripe.link(hash, reference, stripe.nextCas(), now)
                ? StoreResult.STORED : StoreResult.OUT_OF_MEMORY;
        } finally {
            stripe.unlock();
        }
    }

    private StoreResult refusalOf(final Stripe stripe, final StoreMode mode, final int old, final long casUnique) {
        final StoreResult refusal = refusal(mode, old, casUnique);
        if (mode == StoreMode.CAS && old != 0) {
            stripe.countersOf(old).casHits += refusal == null ? 1 : 0;
            stripe.countersOf(old).casBadval += refusal == null ? 0 : 1;
        }
        return refusal;
    }

    private StoreResult refusal(final StoreMode mode, final int old, final long casUnique) {
        return switch (mode) {
            case ADD -> old != 0 ? StoreResult.NOT_STORED : null;
            case REPLACE -> old == 0 ? StoreResult.NOT_STORED : null;
            case CAS -> old == 0 ? StoreResult.NOT_FOUND
                : Item.casUnique(core.arena.address(old)) != casUnique ? StoreResult.EXISTS : null;
            case SET, APPEND, PREPEND -> null;
        };
    }

    /** Deletes an item; a CAS unique other than 0 has to be the item's. */
    DeleteResult delete(final Object base, final long key, final int length, final long casUnique) {
        final long hash = core.hash(base, key, length);
        final Stripe stripe = core.stripe(hash);
        final int now = core.clock.now();
        stripe.lock();
        try {
            final int reference = stripe.findLive(hash, base, key, length, now);
            if (reference == 0) {
                return DeleteResult.NOT_FOUND;
            }
            if (casUnique != 0 && Item.casUnique(core.arena.address(reference)) != casUnique) {
                return DeleteResult.EXISTS;
            }
            stripe.countersOf(reference).deleteHits++;
            stripe.remove(hash, reference, Departure.REMOVED, now);
            return DeleteResult.DELETED;
        } finally {
            stripe.unlock();
        }
    }

    /** Makes every item gone; one stripe after the other. */
    void flush() {
        for (int i = 0; i < core.stripeCount(); i++) {
            while (!flush(core.stripeAt(i))) {
                Thread.yield();
            }
        }
    }

    /** False if a slice of an earlier flush had to be swept instead, and it has to be tried again. */
    private boolean flush(final Stripe stripe) {
        stripe.lock();
        try {
            if (stripe.mustSweepFirst() && stripe.sweep(BUCKETS_PER_SLICE, core::hashOf, core.clock.now())) {
                return false;
            }
            stripe.flush();
            return true;
        } finally {
            stripe.unlock();
        }
    }
}
