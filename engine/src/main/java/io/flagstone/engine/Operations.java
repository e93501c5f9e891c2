/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.stripe.Stripe;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.agrona.collections.MutableLong;

/**
 * The operations on keys and values given as base and address, each counted in and out. The faces of the cache check
 * what a caller gives them and come here.
 */
final class Operations {
    final CacheCore core;
    final Retrieval retrieval;
    final Storage storage;
    final Reservation reservation;
    final Rewriter rewriter;
    final Balance balance;
    private final Counting counting;

    Operations(final CacheCore core) {
        this.core = core;
        final ChunkSource source = new ChunkSource(core);
        balance = source.balance;
        reservation = new Reservation(core, source);
        retrieval = new Retrieval(core);
        storage = new Storage(core, source, reservation);
        rewriter = new Rewriter(core, retrieval, reservation);
        counting = new Counting(core, reservation);
    }

    static void checkKey(final byte[] key) {
        checkKeyLength(Objects.requireNonNull(key, "key must not be null").length);
    }

    static void checkKey(final ByteBuffer key) {
        checkKeyLength(Objects.requireNonNull(key, "key must not be null").remaining());
    }

    static void checkKeyLength(final int length) {
        if (length < 1 || length > ItemLayout.MAX_KEY_LENGTH) {
            throw new IllegalArgumentException("a key must have 1 to 250 bytes: keyLength=" + length);
        }
    }

    StoreResult store(final StoreMode mode, final Object base, final long key, final int keyLength,
            final Object valueBase, final long value, final int valueLength, final int flags, final int deadline,
            final long casUnique) {
        core.counters.enter();
        try {
            final boolean joins = mode.joins();
            final long hash = core.hash(base, key, keyLength);
            final StoreResult overwritten = joins ? null : storage.overwrite(mode, hash, base, key, keyLength,
                valueBase, value, valueLength, flags, deadline, casUnique);
            if (overwritten != null) {
                return overwritten;
            }
            final int reference = reservation.reserve(hash, base, key, keyLength, valueLength, joins ? 0 : flags,
                joins ? 0 : deadline);
            if (reference == Reservation.TOO_LARGE) {
                return StoreResult.TOO_LARGE;
            }
            if (reference == Reservation.NO_MEMORY) {
                return StoreResult.OUT_OF_MEMORY;
            }
            storage.fill(reference, valueBase, value, valueLength);
            return joins ? join(mode, hash, reference) : storage.commit(mode, hash, reference, casUnique);
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    /** Joins a filled item to the one that is stored, and gives its memory back. The caller has entered. */
    StoreResult join(final StoreMode mode, final long hash, final int addition) {
        final StoreResult result = rewriter.join(hash, addition, mode == StoreMode.APPEND);
        reservation.abandon(addition);
        return result;
    }

    Lookup peek(final Object base, final long key, final int length, final ItemReader reader) {
        throw new UnsupportedOperationException();
    }

    Lookup fetch(final Object base, final long key, final int length, final FetchTerms terms,
            final ItemReader reader) {
        throw new UnsupportedOperationException();
    }

    StoreResult store(final StoreTerms terms, final Object base, final long key, final int keyLength,
            final Object valueBase, final long value, final int valueLength, final int flags, final int deadline) {
        throw new UnsupportedOperationException();
    }

    DeleteResult delete(final Object base, final long key, final int length, final DeleteTerms terms) {
        throw new UnsupportedOperationException();
    }

    DeltaResult count(final Object base, final long key, final int length, final CountTerms terms) {
        throw new UnsupportedOperationException();
    }

    DeleteResult delete(final Object base, final long key, final int length, final long casUnique) {
        core.counters.enter();
        try {
            return storage.delete(base, key, length, casUnique);
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    DeltaResult count(final Object base, final long key, final int length, final long delta, final boolean up,
            final MutableLong result) {
        core.counters.enter();
        try {
            return counting.add(base, key, length, delta, up, result);
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    TouchResult touch(final Object base, final long key, final int length, final int deadline) {
        core.counters.enter();
        try {
            final long hash = core.hash(base, key, length);
            final Stripe stripe = core.stripe(hash);
            stripe.lock();
            try {
                final int reference = stripe.findLive(hash, base, key, length, core.clock.now());
                if (reference == 0) {
                    return TouchResult.NOT_FOUND;
                }
                final long address = core.arena.address(reference);
                final long control = Item.control(address);
                Item.casControl(address, control, ControlWord.hit(control, core.clock.second()));
                stripe.countersOf(reference).touchHits++;
                if (ControlWord.hasExpiry(control)) {
                    stripe.index().beginChange(hash);
                    stripe.changeDeadline(reference, deadline, core.clock.now());
                    stripe.index().endChange(hash);
                    return TouchResult.TOUCHED;
                }
                if (deadline == 0) {
                    return TouchResult.TOUCHED;
                }
            } finally {
                stripe.unlock();
            }
            return rewriter.giveDeadline(hash, base, key, length, deadline);
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    ValueView view(final Object base, final long key, final int length) {
        core.counters.enter();
        ValueView view = null;
        try {
            final long hash = core.hash(base, key, length);
            final Stripe stripe = core.stripe(hash);
            final int reference = retrieval.pin(stripe, hash, base, key, length);
            view = reference == 0 ? null : new ValueView(core, retrieval, stripe, reference);
        } finally {
            core.counters.add(view == null ? OperationCounters.MISSES : OperationCounters.HITS);
        }
        return view;
    }
}
