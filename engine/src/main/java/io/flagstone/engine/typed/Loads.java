/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Loads single keys that are absent: of all who come for a key, the first one does it. */
final class Loads<K, V> {
    private final Flights<V> flights;
    private final Landing<K, V> landing;
    private final Announcements<K, V> announcements;
    private final LoadCounters counters;
    private final Executor executor;

    Loads(final Flights<V> flights, final Landing<K, V> landing, final Announcements<K, V> announcements,
            final LoadCounters counters, final Executor executor) {
        this.flights = flights;
        this.landing = landing;
        this.announcements = announcements;
        this.counters = counters;
        this.executor = executor;
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
            final AsyncLoader<? super K, ? extends V> loader) {
        final Flight<V> mine = new Flight<>();
        final Flight<V> other = flights.begin(id, mine);
        if (other != null) {
            return other.copy();
        }
        announcements.awaitAsync(key, id).whenComplete((ticket, failure) -> {
            if (failure != null) {
                landing.fail(key, id, mine, null, Landing.cause(failure));
            } else if (ticket.isAnswered()) {
                landing.pass(id, mine, ticket.value());
            } else {
                final LoadTime time = counters.begin("load", id);
                landing.follow(begin(key, mine, loader, executor), key, ticket, mine, time);
            }
        });
        return mine.copy();
    }

    /** Has a loader begin; what it throws ends the stage. */
    static <K, V> CompletionStage<? extends V> begin(final K key, final Flight<?> flight,
            final AsyncLoader<? super K, ? extends V> loader, final Executor executor) {
        final CompletableFuture<CompletionStage<? extends V>> stage = new CompletableFuture<>();
        flight.run(() -> {
            try {
                stage.complete(Objects.requireNonNull(
                    loader.load(key, piece -> executor.execute(() -> flight.run(piece))),
                    "an AsyncLoader must not return null"));
            } catch (final Throwable e) {
                stage.complete(CompletableFuture.failedFuture(e));
            }
        });
        return stage.join();
    }

    @Override
    public String toString() {
        return "Loads[" + flights + ", " + announcements + ']';
    }
}
