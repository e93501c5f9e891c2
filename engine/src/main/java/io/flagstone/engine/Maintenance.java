/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.events.ExpiryPassEvent;
import io.flagstone.engine.events.FlightRecording;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.stripe.Departure;
import io.flagstone.engine.stripe.Stripe;
import java.util.function.IntToLongFunction;
import org.agrona.concurrent.Agent;

/**
 * The background work of a cache, in slices that hold one stripe for some microseconds: it advances the clock, carries
 * out a flush that was put off, takes out what has expired, gives back the memory of what was flushed, and moves pages
 * between slab classes.
 *
 * <p>It is run by the cache's own thread, or by the embedder's: {@link ByteCache#maintenance()}. One thread at a time.
 */
final class Maintenance implements Agent {
    private static final int EXPIRED_PER_SLICE = 64;
    private static final int MOVES_PER_SLICE = 256;
    private static final int BUCKETS_PER_SLICE = 32;

    private final CacheCore core;
    private final Storage storage;
    private final Balance balance;
    private final IntToLongFunction hashes;
    /** Items that this pass has found. */
    private long expired;
    private long flushed;

    Maintenance(final CacheCore core, final Storage storage, final Balance balance) {
        this.core = core;
        this.storage = storage;
        this.balance = balance;
        hashes = core::hashOf;
    }

    /** Puts a flush off to a moment; 0 takes it back. */
    void flushAt(final int deadline) {
        core.flushAt.set(deadline);
    }

    @Override
    public String roleName() {
        return "flagstone-maintenance";
    }

    @Override
    public int doWork() {
        final int now = core.clock.refresh();
        FlightRecording.look();
        if (!core.counters.tryEnter()) {
            return 0;
        }
        try {
            return work(now);
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    private int work(final int now) {
        final int due = core.flushAt.get();
        if (due != 0 && due <= now && core.flushAt.compareAndSet(due, 0)) {
            storage.flush();
        }
        int work = balance.work(now) ? 1 : 0;
        final ExpiryPassEvent event = FlightRecording.isOn() ? ExpiryPassEvent.begun() : null;
        expired = 0;
        flushed = 0;
        for (int i = 0; i < core.stripeCount(); i++) {
            work += expire(core.stripeAt(i), now) + sweep(core.stripeAt(i), now);
        }
        if (event != null) {
            event.ended(core.name, expired, flushed);
        }
        return work;
    }

    private int expire(final Stripe stripe, final int now) {
        int total = 0;
        int slice;
        do {
            goOnTellingTheTime();
            stripe.lock();
            try {
                slice = expireSlice(stripe, now);
            } finally {
                stripe.unlock();
            }
            total += slice;
        } while (slice > 0);
        return total;
    }

    /** A pass may find millions of items, and nobody else refreshes what operations take for the time. */
    private void goOnTellingTheTime() {
        core.clock.refresh();
    }

    private int expireSlice(final Stripe stripe, final int now) {
        int work = 0;
        while (work < EXPIRED_PER_SLICE) {
            final int reference = stripe.nextExpired(now, MOVES_PER_SLICE);
            if (reference == 0) {
                return work;
            }
            work++;
            if (reference == -1) {
                return work;
            }
            final boolean gone = stripe.isFlushed(Item.control(core.arena.address(reference)));
            stripe.remove(core.hashOf(reference), reference, gone ? Departure.FLUSHED : Departure.EXPIRED, now);
            expired += gone ? 0 : 1;
            flushed += gone ? 1 : 0;
        }
        return work;
    }

    private int sweep(final Stripe stripe, final int now) {
        int slices = 0;
        boolean more = true;
        while (more) {
            goOnTellingTheTime();
            stripe.lock();
            try {
                final int before = stripe.index().items();
                more = stripe.sweep(BUCKETS_PER_SLICE, hashes, now);
                flushed += before - stripe.index().items();
            } finally {
                stripe.unlock();
            }
            slices += more ? 1 : 0;
        }
        return slices;
    }
}
