/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.index.BucketIndex;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ValueCursor;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.stripe.Stripe;

/**
 * Reads items without a lock. The lock is taken for keys whose bucket is never at rest, and to pin values that span
 * chunks.
 */
final class Retrieval {
    /** There is no live item. */
    static final int NOT_FOUND = -1;

    private static final int TRIES = 8;
    private static final int RETRY = -2;
    private static final int CHAINED = -3;

    private final CacheCore core;

    Retrieval(final CacheCore core) {
        this.core = core;
    }

    /** Copies a value out, as much of it as fits; returns its length, or NOT_FOUND. */
    int copy(final Object base, final long key, final int length, final Object to, final long target,
            final int capacity) {
        final OperationCounters counters = core.counters;
        final long cell = counters.enter();
        int result = NOT_FOUND;
        try {
            final long hash = core.hash(base, key, length);
            final Stripe stripe = core.stripe(hash);
            result = tryCopy(stripe, hash, base, key, length, to, target, capacity);
            if (result < NOT_FOUND) {
                result = copySlowly(stripe, hash, base, key, length, to, target, capacity);
            }
        } finally {
            counters.add(cell, result >= 0 ? OperationCounters.HITS : OperationCounters.MISSES);
        }
        return result;
    }

    private int copySlowly(final Stripe stripe, final long hash, final Object base, final long key, final int length,
            final Object to, final long target, final int capacity) {
        int result = RETRY;
        for (int i = 1; i < TRIES && result == RETRY; i++) {
            Thread.onSpinWait();
            result = tryCopy(stripe, hash, base, key, length, to, target, capacity);
        }
        if (result == RETRY) {
            stripe.lock();
            try {
                result = tryCopy(stripe, hash, base, key, length, to, target, capacity);
            } finally {
                stripe.unlock();
            }
        }
        return result == CHAINED ? copyChained(stripe, hash, base, key, length, to, target, capacity) : result;
    }

    private int tryCopy(final Stripe stripe, final long hash, final Object base, final long key, final int length,
            final Object to, final long target, final int capacity) {
        final BucketIndex index = stripe.index();
        final int count = index.buckets();
        final long bucket = index.bucket(hash, count);
        final int version = index.version(bucket, count);
        if ((version & 1) != 0) {
            return RETRY;
        }
        final int reference = index.search(bucket, version, hash, base, key, length);
        if (reference == 0) {
            return index.isUnchanged(bucket, version) ? NOT_FOUND : RETRY;
        }
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        if (isLive(stripe, address, control)) {
            final int valueLength = ControlWord.valueLength(control);
            Memory.copy(null, Item.valueAddress(address, control), to, target, Math.min(valueLength, capacity));
            if (!index.isUnchanged(bucket, version)) {
                return RETRY;
            }
            if (ControlWord.isChained(control)) {
                return CHAINED;
            }
            touch(address, control);
            return valueLength;
        }
        if (!index.isUnchanged(bucket, version)) {
            return RETRY;
        }
        countDead(stripe, control);
        return NOT_FOUND;
    }

    private int copyChained(final Stripe stripe, final long hash, final Object base, final long key,
            final int length, final Object to, final long target, final int capacity) {
        final int reference = pin(stripe, hash, base, key, length);
        if (reference == 0) {
            return NOT_FOUND;
        }
        final long address = core.arena.address(reference);
        final int valueLength = Item.valueLength(address, Item.control(address));
        try {
            ValueCursor.copyOut(core.arena, reference, to, target, Math.min(valueLength, capacity));
        } finally {
            unpin(stripe, reference);
        }
        return valueLength;
    }

    /** Shows an item to a reader, perhaps several times. */
    Lookup read(final Object base, final long key, final int length, final ItemReader reader) {
        final long cell = core.counters.enter();
        Lookup result = null;
        try {
            final long hash = core.hash(base, key, length);
            final Stripe stripe = core.stripe(hash);
            for (int i = 0; i < TRIES && result == null; i++) {
                result = tryRead(stripe, hash, base, key, length, reader, null);
            }
            if (result == null) {
                result = readPinned(stripe, hash, base, key, length, reader);
            }
            return result;
        } finally {
            core.counters.add(cell, result == Lookup.HIT ? OperationCounters.HITS : OperationCounters.MISSES);
        }
    }

    /** Null if the item has changed meanwhile, or has to be pinned, or if the terms, unless null, ask for a change. */
    Lookup tryRead(final Stripe stripe, final long hash, final Object base, final long key, final int length,
            final ItemReader reader, final FetchTerms terms) {
        final BucketIndex index = stripe.index();
        final int count = index.buckets();
        final long bucket = index.bucket(hash, count);
        final int version = index.version(bucket, count);
        if ((version & 1) != 0) {
            return null;
        }
        final int reference = index.search(bucket, version, hash, base, key, length);
        if (reference == 0) {
            return index.isUnchanged(bucket, version) ? Lookup.MISS : null;
        }
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        final boolean live = isLive(stripe, address, control);
        if (live && (ControlWord.isChained(control) || terms != null && concerns(terms, address, control))) {
            return null;
        }
        if (live) {
            try {
                reader.onItem(reader.view.wrap(core, reference, control));
            } catch (final RuntimeException e) {
                if (index.isUnchanged(bucket, version)) {
                    throw e;
                }
                return null;
            } finally {
                reader.view.unwrap();
            }
        }
        if (!index.isUnchanged(bucket, version)) {
            return null;
        }
        if (!live) {
            return countDead(stripe, control);
        }
        if (terms == null || terms.bumps) {
            touch(address, control);
        }
        return Lookup.HIT;
    }

    private boolean concerns(final FetchTerms terms, final long address, final long control) {
        return ControlWord.isStale(control) || ControlWord.isTokenSent(control)
            || terms.isSoon(core.remainingSeconds(Item.deadline(address, control)));
    }

    private Lookup readPinned(final Stripe stripe, final long hash, final Object base, final long key,
            final int length, final ItemReader reader) {
        final int reference;
        stripe.lock();
        try {
            reference = stripe.findLive(hash, base, key, length, core.clock.now());
            if (reference == 0) {
                return Lookup.MISS;
            }
            final long address = core.arena.address(reference);
            final long control = Item.control(address);
            pin(stripe, reference, control, reader);
            touch(address, Item.control(address));
        } finally {
            stripe.unlock();
        }
        show(stripe, reference, reader);
        return Lookup.HIT;
    }

    /** Pins an item, and makes the reader's view tell of it what is true now. The caller holds the stripe. */
    void pin(final Stripe stripe, final int reference, final long control, final ItemReader reader) {
        stripe.pin(reference);
        reader.view.wrap(core, reference, control);
    }

    /** Shows an item that is pinned, and unpins it. */
    void show(final Stripe stripe, final int reference, final ItemReader reader) {
        try {
            reader.onItem(reader.view);
        } finally {
            reader.view.unwrap();
            unpin(stripe, reference);
        }
    }

    /** Tells whether an item of the index is live, or why not. */
    Lookup state(final Stripe stripe, final long address, final boolean countsDead) {
        final long control = Item.control(address);
        if (isLive(stripe, address, control)) {
            return Lookup.HIT;
        }
        return countsDead ? countDead(stripe, control) : Lookup.MISS;
    }

    private boolean isLive(final Stripe stripe, final long address, final long control) {
        return !stripe.isFlushed(control)
            && !(ControlWord.hasExpiry(control) && Stripe.isExpired(address, control, core.clock.now()));
    }

    private Lookup countDead(final Stripe stripe, final long control) {
        final boolean flushed = stripe.isFlushed(control);
        core.counters.add(flushed ? OperationCounters.FLUSHED : OperationCounters.EXPIRED);
        return flushed ? Lookup.FLUSHED : Lookup.EXPIRED;
    }

    /** Notes a hit in the control word, unless it says so already; if another reader was faster, his note will do. */
    void touch(final long address, final long control) {
        final long noted = ControlWord.hit(control, core.clock.second());
        if (noted != control) {
            Item.casControl(address, control, noted);
        }
    }

    /** Pins the live item of a key, which counts as asked for; returns its reference, or 0. */
    int pin(final Stripe stripe, final long hash, final Object base, final long key, final int length) {
        return pin(stripe, hash, base, key, length, true);
    }

    /** Pins the live item of a key and leaves no trace; returns its reference, or 0. */
    int pinQuietly(final Stripe stripe, final long hash, final Object base, final long key, final int length) {
        return pin(stripe, hash, base, key, length, false);
    }

    private int pin(final Stripe stripe, final long hash, final Object base, final long key, final int length,
            final boolean bumps) {
        stripe.lock();
        try {
            final int reference = stripe.findLive(hash, base, key, length, core.clock.now());
            if (reference != 0) {
                stripe.pin(reference);
            }
            if (reference != 0 && bumps) {
                final long address = core.arena.address(reference);
                touch(address, Item.control(address));
            }
            return reference;
        } finally {
            stripe.unlock();
        }
    }

    /** Lets go of what {@link #pin} returned. */
    void unpin(final Stripe stripe, final int reference) {
        stripe.lock();
        try {
            stripe.unpin(reference);
        } finally {
            stripe.unlock();
        }
    }

    /** Tells whether a key has a live item, without noting a hit. */
    boolean contains(final Object base, final long key, final int length) {
        final long hash = core.hash(base, key, length);
        final Stripe stripe = core.stripe(hash);
        core.counters.enter();
        stripe.lock();
        try {
            return stripe.findLive(hash, base, key, length, core.clock.now()) != 0;
        } finally {
            stripe.unlock();
            core.counters.add(OperationCounters.LEFT);
        }
    }
}
