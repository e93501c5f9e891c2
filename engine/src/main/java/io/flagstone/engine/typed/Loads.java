/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Loads single keys that are absent: of all who come for a key, the first one does it. */
final class Loads<K, V> {
    private final Flights<V> flights;
    private final Landing<K, V> landing;
    private final Announcements<K, V> announcements;
    private final LoadCounters counters;

    Loads(final Flights<V> flights, final Landing<K, V> landing, final Announcements<K, V> announcements,
            final LoadCounters counters) {
        this.flights = flights;
        this.landing = landing;
        this.announcements = announcements;
        this.counters = counters;
    }

    <E extends Exception> V load(final K key, final FlightKey id, final Loader<? super K, ? extends V, E> loader)
            throws E {
        final Flight<V> mine = new Flight<V>().loadedHere();
        final Flight<V> other = flights.begin(id, mine);
        if (other != null) {
            return other.await(key);
        }
        Claim claim = null;
        try {
            final Ticket<V> ticket = announcements.await(key, id);
            if (ticket.isAnswered()) {
                landing.pass(id, mine, ticket.value());
                return ticket.value();
            }
            claim = ticket.claim();
            final V value = counters.begin("load", id).load(loader, key);
            landing.arrive(key, id, mine, claim, value);
            return value;
        } catch (final Throwable e) {
            landing.fail(key, id, mine, claim, e);
            throw e;
        }
    }

    CompletableFuture<V> loadAsync(final K key, final FlightKey id,
            final Function<Flight<V>, CompletionStage<? extends V>> start) {
        final Flight<V> mine = new Flight<>();
        final Flight<V> other = flights.begin(id, mine);
        if (other != null) {
            return other.copy();
        }
        try {
            announcements.awaitAsync(key, id).whenComplete((ticket, failure) -> {
                if (failure != null) {
                    landing.fail(key, id, mine, null, Landing.cause(failure));
                } else {
                    begin(key, ticket, mine, start);
                }
            });
        } catch (final Throwable e) {
            landing.fail(key, id, mine, null, e);
        }
        return mine.copy();
    }

    /** Begins a load, or ends it with what the second look has found, or with what is thrown: nobody hears that. */
    private void begin(final K key, final Ticket<V> ticket, final Flight<V> mine,
            final Function<Flight<V>, CompletionStage<? extends V>> start) {
        try {
            if (ticket.isAnswered()) {
                landing.pass(ticket.id(), mine, ticket.value());
            } else {
                landing.follow(start, key, ticket, mine, counters.begin("load", ticket.id()));
            }
        } catch (final Throwable e) {
            landing.fail(key, ticket.id(), mine, ticket.claim(), e);
        }
    }

    @Override
    public String toString() {
        return "Loads[" + flights + ", " + announcements + ']';
    }
}
