/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Brings anew what is there: by whoever has won the entry, at the executor, while everyone goes on with the old value.
 * What fails gives the win back; so does what is done by a load that is under way already.
 */
final class Refreshes<K, V> {
    private final Entries<K, V> entries;
    private final Flights<V> flights;
    private final Landing<K, V> landing;
    private final LoadCounters counters;

    Refreshes(final Entries<K, V> entries, final Flights<V> flights, final Landing<K, V> landing,
            final LoadCounters counters) {
        this.entries = entries;
        this.flights = flights;
        this.landing = landing;
        this.counters = counters;
    }

    /** Begins to refresh an entry that the ticket has won. */
    void begin(final K key, final Ticket<V> ticket, final Function<Flight<V>, CompletionStage<? extends V>> start) {
        final Flight<V> mine = new Flight<>();
        if (flights.begin(ticket.id(), mine) != null) {
            landing.release(key, ticket.claim());
            return;
        }
        run(key, ticket, mine, start);
        // Who called goes on with the old value, and is not told.
        mine.whenComplete((value, failure) -> {
            if (failure != null) {
                FailureLog.log("a refresh has failed; the old value stays, and the next one who reads it tries again",
                    failure);
            }
        });
    }

    /** Begins to load a key anew, won or not, unless somebody loads it already; what fails is told to the caller. */
    CompletableFuture<V> begin(final K key, final Function<Flight<V>, CompletionStage<? extends V>> start) {
        final FlightKey id = entries.id(key);
        final Flight<V> mine = new Flight<>();
        final Flight<V> other = flights.begin(id, mine);
        if (other != null) {
            return other.copy();
        }
        try {
            run(key, entries.look(key, id), mine, start);
        } catch (final Throwable e) {
            landing.fail(key, id, mine, null, e);
        }
        return mine.copy();
    }

    private void run(final K key, final Ticket<V> ticket, final Flight<V> mine,
            final Function<Flight<V>, CompletionStage<? extends V>> start) {
        try {
            counters.refreshing();
            landing.follow(start, key, ticket, mine, counters.begin("refresh", ticket.id()));
        } catch (final Throwable e) {
            landing.fail(key, ticket.id(), mine, ticket.claim(), e);
        }
    }

    @Override
    public String toString() {
        return "Refreshes[" + flights + ']';
    }
}
