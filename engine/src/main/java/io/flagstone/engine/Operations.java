/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.events.OperationWatch;
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
    final Fetching fetching;
    private final Removal removal;
    private final Counting counting;

    Operations(final CacheCore core) {
        this.core = core;
        final ChunkSource source = new ChunkSource(core);
        balance = source.balance;
        reservation = new Reservation(core, source);
        retrieval = new Retrieval(core);
        storage = new Storage(core, source, reservation);
        rewriter = new Rewriter(core, retrieval, storage, reservation);
        removal = new Removal(core, reservation, rewriter);
        fetching = new Fetching(core, retrieval, storage, reservation, rewriter);
        counting = new Counting(core, storage, reservation);
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
        return store(mode, base, key, keyLength, valueBase, value, valueLength, flags, deadline, casUnique, null);
    }

    StoreResult store(final StoreTerms terms, final Object base, final long key, final int keyLength,
            final Object valueBase, final long value, final int valueLength, final int flags, final int deadline) {
        terms.forget();
        return store(terms.mode, base, key, keyLength, valueBase, value, valueLength, flags, deadline,
            terms.compareCas, terms);
    }

    private StoreResult store(final StoreMode mode, final Object base, final long key, final int keyLength,
            final Object valueBase, final long value, final int valueLength, final int flags, final int deadline,
            final long compareCas, final StoreTerms terms) {
        final OperationWatch watch = core.begin(valueLength);
        try {
            final boolean joins = mode.joins();
            final long hash = core.hash(base, key, keyLength);
            final StoreResult overwritten = joins || terms != null && terms.invalidates ? null
                : storage.overwrite(mode, hash, base, key, keyLength, valueBase, value, valueLength, flags, deadline,
                    compareCas, terms);
            if (overwritten != null) {
                return overwritten;
            }
            final boolean bare = joins && (terms == null || !terms.createsIfAbsent);
            final int reference = reservation.reserve(hash, base, key, keyLength, valueLength, bare ? 0 : flags,
                bare ? 0 : deadline);
            if (reference == Reservation.TOO_LARGE) {
                return StoreResult.TOO_LARGE;
            }
            if (reference == Reservation.NO_MEMORY) {
                return StoreResult.OUT_OF_MEMORY;
            }
            storage.fill(reference, valueBase, value, valueLength);
            return commit(mode, hash, reference, compareCas, terms);
        } finally {
            core.end(watch, "store", valueLength);
        }
    }

    /** Stores a filled item, or joins it to the one that is stored; it is used up. The caller has entered. */
    StoreResult commit(final StoreMode mode, final long hash, final int filled, final long compareCas,
            final StoreTerms terms) {
        if (terms != null && terms.binaryKey) {
            Item.binaryKey(core.arena.address(filled), true);
        }
        return mode.joins() ? rewriter.join(hash, filled, mode == StoreMode.APPEND, terms)
            : storage.commit(mode, hash, filled, compareCas, terms);
    }

    DeleteResult delete(final Object base, final long key, final int length, final long casUnique) {
        final OperationWatch watch = core.begin(0);
        try {
            return removal.delete(base, key, length, casUnique);
        } finally {
            core.end(watch, "delete", 0);
        }
    }

    DeleteResult delete(final Object base, final long key, final int length, final DeleteTerms terms) {
        final OperationWatch watch = core.begin(0);
        try {
            return removal.delete(base, key, length, terms);
        } finally {
            core.end(watch, "delete", 0);
        }
    }

    DeltaResult count(final Object base, final long key, final int length, final long delta, final boolean up,
            final MutableLong result) {
        final OperationWatch watch = core.begin(0);
        try {
            return counting.add(base, key, length, delta, up, result, null);
        } finally {
            core.end(watch, "count", 0);
        }
    }

    DeltaResult count(final Object base, final long key, final int length, final CountTerms terms) {
        terms.forget();
        final OperationWatch watch = core.begin(0);
        try {
            return counting.add(base, key, length, terms.delta, terms.up, terms.number, terms);
        } finally {
            core.end(watch, "count", 0);
        }
    }

    TouchResult touch(final Object base, final long key, final int length, final int deadline) {
        final OperationWatch watch = core.begin(0);
        try {
            final long hash = core.hash(base, key, length);
            while (true) {
                final TouchResult result = tryTouch(hash, base, key, length, deadline);
                if (result != null) {
                    return result;
                }
                if (rewriter.makeRoom(hash, base, key, length) == TouchResult.OUT_OF_MEMORY) {
                    return TouchResult.OUT_OF_MEMORY;
                }
            }
        } finally {
            core.end(watch, "touch", 0);
        }
    }

    /** Null if the item has no room for a deadline. */
    private TouchResult tryTouch(final long hash, final Object base, final long key, final int length,
            final int deadline) {
        final Stripe stripe = core.stripe(hash);
        stripe.lock();
        try {
            final int reference = stripe.findLive(hash, base, key, length, core.clock.now());
            if (reference == 0) {
                return TouchResult.NOT_FOUND;
            }
            final long address = core.arena.address(reference);
            final boolean expires = ControlWord.hasExpiry(Item.control(address));
            if (!expires && deadline != 0) {
                return null;
            }
            retrieval.touch(address, Item.control(address));
            stripe.countersOf(reference).touchHits++;
            if (expires) {
                stripe.index().beginChange(hash);
                stripe.changeDeadline(reference, deadline, core.clock.now());
                stripe.index().endChange(hash);
            }
            return TouchResult.TOUCHED;
        } finally {
            stripe.unlock();
        }
    }

    ValueView view(final Object base, final long key, final int length) {
        core.counters.enter();
        ValueView view = null;
        try {
            final long hash = core.hash(base, key, length);
            final Stripe stripe = core.stripe(hash);
            view = viewOf(stripe, retrieval.pin(stripe, hash, base, key, length));
        } finally {
            core.counters.add(view == null ? OperationCounters.MISSES : OperationCounters.HITS);
        }
        return view;
    }

    ValueView peekView(final Object base, final long key, final int length) {
        core.counters.enter();
        try {
            final long hash = core.hash(base, key, length);
            final Stripe stripe = core.stripe(hash);
            return viewOf(stripe, retrieval.pinQuietly(stripe, hash, base, key, length));
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    private ValueView viewOf(final Stripe stripe, final int pinned) {
        return pinned == 0 ? null : new ValueView(core, retrieval, stripe, pinned);
    }
}
