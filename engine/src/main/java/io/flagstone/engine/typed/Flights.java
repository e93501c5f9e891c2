/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The loads that are under way, one for each key. No code of others runs inside of the map, so that a slow loader holds
 * up its own key alone.
 */
final class Flights<V> {
    private final ConcurrentHashMap<FlightKey, Flight<V>> underWay = new ConcurrentHashMap<>();
    /** Raised before a load is in the map: who sees 0 has come before the load began. The map's own size may lag. */
    private final AtomicInteger count = new AtomicInteger();

    /** Begins a load unless there is one; returns that of somebody else, or null. */
    Flight<V> begin(final FlightKey id, final Flight<V> mine) {
        count.incrementAndGet();
        final Flight<V> other = underWay.putIfAbsent(id, mine);
        if (other != null) {
            count.decrementAndGet();
        }
        return other;
    }

    /** Ends a load, before its future ends: who comes now finds what it has stored. */
    void end(final FlightKey id, final Flight<V> mine) {
        if (underWay.remove(id, mine)) {
            count.decrementAndGet();
        }
    }

    /** Keeps what is being loaded for a key from being stored, and from those who come now. */
    void supersede(final ItemKey key) {
        if (count.get() != 0) {
            supersede(new FlightKey(key.wholeKey()));
        }
    }

    private void supersede(final FlightKey id) {
        final Flight<V> flight = underWay.remove(id);
        if (flight != null) {
            count.decrementAndGet();
            flight.supersede();
        }
    }

    void supersedeAll() {
        underWay.keySet().forEach(this::supersede);
    }

    @Override
    public String toString() {
        return "Flights[count=" + count + ']';
    }
}
