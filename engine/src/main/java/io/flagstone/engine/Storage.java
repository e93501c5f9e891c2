/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.events.FlightRecording;
import io.flagstone.engine.events.FlushEvent;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.item.ValueCursor;
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
     * @param terms null for none but the mode's; none that invalidate.
     * @return null if there is no such item: then the value needs a chunk of its own.
     */
    StoreResult overwrite(final StoreMode mode, final long hash, final Object base, final long key,
            final int keyLength, final Object valueBase, final long value, final int valueLength, final int flags,
            final int deadline, final long compareCas, final StoreTerms terms) {
        final long length = ItemLayout.length(keyLength, valueLength, flags, deadline);
        if (valueLength > Overwriting.MAX_LENGTH || length > core.maximumItemLength
                || length > core.table.largestChunk()) {
            return null;
        }
        final boolean expiry = ItemLayout.takesExpiry(keyLength, valueLength, flags, deadline);
        final long bare = ControlWord.detached(keyLength, valueLength, flags != 0, expiry, false);
        final long fresh = terms == null ? bare : ControlWord.withBinaryKey(bare, terms.binaryKey);
        final int classId = core.table.classFor((int) length);
        final Stripe stripe = core.stripe(hash);
        final int now = core.clock.now();
        stripe.lock();
        try {
            final int old = stripe.findLive(hash, base, key, keyLength, now);
            if (old == 0 || !stripe.overwriting().fits(old, fresh, classId, deadline, now)) {
                return null;
            }
            final StoreResult refusal = refusalOf(stripe, mode, old, compareCas, terms);
            if (refusal != null) {
                return refusal;
            }
            final long casUnique = casUnique(stripe, terms);
            stripe.overwriting().write(hash, old, fresh, valueBase, value, flags, deadline, casUnique, now);
            if (terms != null) {
                terms.stored(casUnique, valueLength);
            }
            return StoreResult.STORED;
        } finally {
            stripe.unlock();
        }
    }

    private static long casUnique(final Stripe stripe, final StoreTerms terms) {
        return terms == null || terms.assignCas == 0 ? stripe.nextCas() : terms.assignCas;
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
    StoreResult commit(final StoreMode mode, final long hash, final int filled, final long compareCas,
            final StoreTerms terms) {
        int reference = filled;
        while (true) {
            final StoreResult result = link(mode, hash, reference, compareCas, terms);
            if (result == StoreResult.STORED) {
                return result;
            }
            final int roomier = result == null ? reservation.roomier(hash, reference) : Reservation.NO_MEMORY;
            reservation.abandon(reference);
            if (result != null) {
                return result;
            }
            if (roomier == Reservation.TOO_LARGE || roomier == Reservation.NO_MEMORY) {
                return roomier == Reservation.TOO_LARGE ? StoreResult.TOO_LARGE : StoreResult.OUT_OF_MEMORY;
            }
            reference = roomier;
        }
    }

    /**
     * Links a filled item if the mode allows; if not, it stays the caller's.
     *
     * @return null if it is to keep the deadline of the one that is there, and has no room for one.
     */
    StoreResult link(final StoreMode mode, final long hash, final int reference, final long compareCas,
            final StoreTerms terms) {
        for (int i = 0; i < INDEX_TRIES; i++) {
            final StoreResult result = tryLink(mode, hash, reference, compareCas, terms);
            if (result != StoreResult.OUT_OF_MEMORY || !source.reclaimPage(Evacuation.INDEX)) {
                return result;
            }
        }
        return StoreResult.OUT_OF_MEMORY;
    }

    private StoreResult tryLink(final StoreMode mode, final long hash, final int reference, final long compareCas,
            final StoreTerms terms) {
        final Stripe stripe = core.stripe(hash);
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        final int now = core.clock.now();
        stripe.lock();
        try {
            final int old = stripe.findLive(hash, null, Item.keyAddress(address, control),
                ControlWord.keyLength(control), now);
            if (old != 0 && isLower(mode, old, compareCas, terms) && !keepStaleness(old, address, control)) {
                return null;
            }
            final StoreResult refusal = refusalOf(stripe, mode, old, compareCas, terms);
            if (refusal != null) {
                return refusal;
            }
            final long casUnique = casUnique(stripe, terms);
            if (old != 0) {
                stripe.replace(hash, old, reference, casUnique, now);
            } else if (!stripe.link(hash, reference, casUnique, now)) {
                return StoreResult.OUT_OF_MEMORY;
            }
            if (terms != null) {
                terms.stored(casUnique, Item.valueLength(address, control));
                if (terms.pins) {
                    stripe.pin(reference);
                }
            }
            return StoreResult.STORED;
        } finally {
            stripe.unlock();
        }
    }

    /** Makes a filled item one that is stale and is announced and expires as the old one; false if it has no room. */
    private boolean keepStaleness(final int old, final long address, final long control) {
        final long oldAddress = core.arena.address(old);
        final long oldControl = Item.control(oldAddress);
        final int deadline = Item.deadline(oldAddress, oldControl);
        if (ControlWord.hasExpiry(control)) {
            Item.deadline(address, deadline);
        } else if (deadline != 0) {
            return false;
        }
        Item.control(address, ControlWord.withStaleness(control, true, ControlWord.isTokenSent(oldControl)));
        return true;
    }

    private StoreResult refusalOf(final Stripe stripe, final StoreMode mode, final int old, final long compareCas,
            final StoreTerms terms) {
        final StoreResult refusal = refusal(mode, old, compareCas, terms);
        if (mode == StoreMode.CAS && old != 0) {
            stripe.countersOf(old).casHits += refusal == null ? 1 : 0;
            stripe.countersOf(old).casBadval += refusal == null ? 0 : 1;
        }
        return refusal;
    }

    private StoreResult refusal(final StoreMode mode, final int old, final long compareCas, final StoreTerms terms) {
        return switch (mode) {
            case ADD -> old != 0 ? StoreResult.NOT_STORED : null;
            case REPLACE -> old == 0 ? StoreResult.NOT_STORED : null;
            case CAS -> old == 0 ? StoreResult.NOT_FOUND
                : Item.casUnique(core.arena.address(old)) == compareCas || isLower(mode, old, compareCas, terms) ? null
                : StoreResult.EXISTS;
            case SET, APPEND, PREPEND -> null;
        };
    }

    private boolean isLower(final StoreMode mode, final int old, final long compareCas, final StoreTerms terms) {
        return terms != null && terms.invalidates && mode == StoreMode.CAS && compareCas != 0
            && Long.compareUnsigned(compareCas, Item.casUnique(core.arena.address(old))) < 0;
    }

    /** Makes every item gone; one stripe after the other. */
    void flush() {
        if (FlightRecording.isOn()) {
            FlushEvent.tell(core.name, core.items());
        }
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
