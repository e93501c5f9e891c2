/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Brings anew what is there: by whoever has won the entry, at the executor, while everyone goes on with the old value.
 * What fails gives the win back; so does what is done by a load that is under way already.
 */
final class Refreshes<K, V> {
    private final Entries<K, V> entries;
    private final Flights<V> flights;
    private final Landing<K, V> landing;
    private final LoadCounters counters;
    private final Executor executor;

    Refreshes(final Entries<K, V> entries, final Flights<V> flights, final Landing<K, V> landing,
            final LoadCounters counters, final Executor executor) {
        this.entries = entries;
        this.flights = flights;
        this.landing = landing;
        this.counters = counters;
        this.executor = executor;
    }

    /** Makes a loader run at the executor. */
    static <K, V> AsyncLoader<K, V> inBackground(final Loader<? super K, ? extends V, ?> loader) {
        return (key, executor) -> {
            final CompletableFuture<V> end = new CompletableFuture<>();
            executor.execute(() -> {
                try {
                    end.complete(loader.load(key));
                } catch (final Throwable e) {
                    end.completeExceptionally(e);
                }
            });
            return end;
        };
    }

    /** Begins to refresh an entry that the ticket has won. */
    void begin(final K key, final Ticket<V> ticket, final AsyncLoader<? super K, ? extends V> loader) {
        final Flight<V> mine = new Flight<>();
        if (flights.begin(ticket.id(), mine) != null) {
            giveBack(key, ticket.claim());
            return;
        }
        run(key, ticket, mine, loader, () -> giveBack(key, ticket.claim()));
        mine.whenComplete((value, failure) -> {
            if (failure != null) {
                Mishaps.log("a refresh has failed; the old value stays, and the next one who reads it tries again",
                    failure);
            }
        });
    }

    /** Begins to load a key anew, won or not, unless somebody loads it already; what fails is told to the caller. */
    CompletableFuture<V> begin(final K key, final AsyncLoader<? super K, ? extends V> loader) {
        final Flight<V> mine = new Flight<>();
        final Scratch s = entries.begin(key);
        final FlightKey id;
        try {
            id = new FlightKey(s.key.wholeKey());
            final Flight<V> other = flights.begin(id, mine);
            if (other != null) {
                return other.copy();
            }
        } finally {
            entries.end(s);
        }
        try {
            run(key, look(key, id), mine, loader, () -> { });
        } catch (final RuntimeException | Error e) {
            landing.fail(key, id, mine, null, e);
        }
        return mine.copy();
    }

    private Ticket<V> look(final K key, final FlightKey id) {
        final Scratch s = entries.begin(key);
        try {
            return entries.look(id, s);
        } finally {
            entries.end(s);
        }
    }

    private void run(final K key, final Ticket<V> ticket, final Flight<V> mine,
            final AsyncLoader<? super K, ? extends V> loader, final Runnable giveBack) {
        counters.refreshing();
        final LoadTime time = counters.begin("refresh", ticket.id());
        Loads.<K, V>begin(key, mine, loader, executor).whenComplete((value, failure) -> {
            if (failure != null) {
                fail(key, ticket, mine, time, Loads.cause(failure), giveBack);
                return;
            }
            try {
                landing.arrive(key, ticket.id(), mine, ticket.claim(), value);
                time.loaded();
            } catch (final RuntimeException | Error e) {
                fail(key, ticket, mine, time, e, giveBack);
            }
        });
    }

    private void fail(final K key, final Ticket<V> ticket, final Flight<V> mine, final LoadTime time,
            final Throwable failure, final Runnable giveBack) {
        time.failed();
        giveBack.run();
        landing.fail(key, ticket.id(), mine, ticket.claim(), failure);
    }

    private void giveBack(final K key, final Claim claim) {
        try {
            entries.giveBack(key, claim);
        } catch (final IllegalStateException e) {
            if (!entries.isClosed()) {
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return "Refreshes[" + flights + ']';
    }
}
