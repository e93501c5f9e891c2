/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Arena;

/**
 * What is to be noted when an item comes to a stripe or leaves it: the counters of its class, the wheel if it expires,
 * and whoever listens. The stripe's lock guards all of it.
 */
final class ItemAccounts {
    private final Arena arena;
    private final ReplacementPolicy policy;
    private final ExpiryWheel wheel;
    private final ClassCounters[] counters;
    private DepartureListener listener;

    ItemAccounts(final Arena arena, final ReplacementPolicy policy, final ExpiryWheel wheel) {
        this.arena = arena;
        this.policy = policy;
        this.wheel = wheel;
        counters = policy.counters;
    }

    ClassCounters of(final int classId) {
        return counters[classId];
    }

    void listener(final DepartureListener who) {
        listener = who;
    }

    /** Notes an item that was linked. */
    void arrived(final int reference, final int classId) {
        final long address = arena.address(reference);
        final long control = Item.control(address);
        if (Item.deadline(address, control) != 0) {
            wheel.add(reference);
        }
        final ClassCounters counter = counters[classId];
        counter.items++;
        counter.bytes += Item.length(address, control);
        counter.linked++;
    }

    /** Tells who listens of an item whose value is about to go. */
    void announce(final int reference, final Departure why, final int now) {
        if (listener != null) {
            listener.onDeparture(reference, why, now);
        }
    }

    /** Notes why an item is about to leave. */
    void leaves(final long hash, final int reference, final int classId, final Departure why, final int now) {
        announce(reference, why, now);
        final long address = arena.address(reference);
        final long control = Item.control(address);
        final ClassCounters counter = counters[classId];
        switch (why) {
            case EVICTED -> {
                policy.evicted(hash, control);
                counter.evicted++;
                counter.evictedNonzero += Item.deadline(address, control) != 0 ? 1 : 0;
                counter.evictedUnfetched += ControlWord.isFetched(control) ? 0 : 1;
                counter.evictedTime = ControlWord.idleSeconds(control, now / 10);
            }
            case EXPIRED -> {
                counter.reclaimed++;
                counter.expiredUnfetched += ControlWord.isFetched(control) ? 0 : 1;
            }
            case FLUSHED -> counter.reclaimed++;
            default -> { }
        }
    }

    /** Notes an item that is in the index no more. */
    void left(final int reference, final int classId) {
        final long address = arena.address(reference);
        final long control = Item.control(address);
        if (Item.deadline(address, control) != 0) {
            wheel.remove(reference);
        }
        final ClassCounters counter = counters[classId];
        counter.items--;
        counter.bytes -= Item.length(address, control);
    }
}
