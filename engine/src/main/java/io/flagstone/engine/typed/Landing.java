/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.StoreResult;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The end of a load: what it brought is stored, and then told to those who wait. */
final class Landing<K, V> {
    private final Entries<K, V> entries;
    private final Flights<V> flights;

    Landing(final Entries<K, V> entries, final Flights<V> flights) {
        this.entries = entries;
        this.flights = flights;
    }

    /** Ends a load that was none: somebody else has brought the value. */
    void pass(final FlightKey id, final Flight<V> flight, final V value) {
        flights.end(id, flight);
        flight.complete(value);
    }

    /** Ends a load with a value, or with null; what the value's serializer throws is the caller's affair. */
    void arrive(final K key, final FlightKey id, final Flight<V> flight, final Claim claim, final V value) {
        keep(key, flight, claim, value);
        pass(id, flight, value);
    }

    /** Stores what was loaded, of which nobody is told yet; gives the claim back if the cache is closed. */
    void keep(final K key, final Flight<V> flight, final Claim claim, final V value) {
        try {
            store(key, flight, claim, value);
        } catch (final IllegalStateException e) {
            if (!entries.isClosed()) {
                throw e;
            }
            release(key, claim);
        }
    }

    private void store(final K key, final Flight<V> flight, final Claim claim, final V value) {
        final Scratch s = entries.begin(key);
        try {
            final int deadline = value == null ? entries.expiry.absenceDeadline() : entries.expiry.deadline(key, value);
            if (value != null) {
                entries.write(s, value);
            } else if (deadline != Expiry.OVER) {
                entries.writeAbsence(s);
            }
            synchronized (flight) {
                if (!flight.isSuperseded()) {
                    store(s, claim, deadline);
                } else if (claim.announces()) {
                    entries.delete(s, claim.casUnique());
                }
            }
        } finally {
            entries.end(s);
        }
    }

    private void store(final Scratch s, final Claim claim, final int deadline) {
        // An item that is gone may have been removed, by whomever, also if it would have ended by now: it stays gone.
        final StoreResult result = deadline == Expiry.OVER ? StoreResult.NOT_STORED
            : entries.store(s, claim.casUnique(), deadline);
        if (claim.casUnique() != 0 && (deadline == Expiry.OVER || Entries.isRefused(result))) {
            entries.delete(s, claim.casUnique());
        }
    }

    /** Has a load begin, which ends with what its stage ends with, or with what is thrown before there is one. */
    void follow(final Function<Flight<V>, CompletionStage<? extends V>> start, final K key, final Ticket<V> ticket,
            final Flight<V> flight, final LoadTime time) {
        try {
            start.apply(flight).whenComplete((value, failure) -> {
                if (failure == null) {
                    land(value, key, ticket, flight, time);
                } else {
                    fail(key, ticket, flight, time, cause(failure));
                }
            });
        } catch (final Throwable e) {
            // The stage is the application's.
            fail(key, ticket, flight, time, e);
        }
    }

    /** Ends a load with a value, or with what is thrown on its way: nobody else would hear of that. */
    private void land(final V value, final K key, final Ticket<V> ticket, final Flight<V> flight,
            final LoadTime time) {
        try {
            time.loaded();
            arrive(key, ticket.id(), flight, ticket.claim(), value);
        } catch (final Throwable e) {
            fail(key, ticket.id(), flight, ticket.claim(), e);
        }
    }

    private void fail(final K key, final Ticket<V> ticket, final Flight<V> flight, final LoadTime time,
            final Throwable failure) {
        try {
            time.failed();
        } catch (final Throwable e) {
            suppress(failure, e);
        } finally {
            fail(key, ticket.id(), flight, ticket.claim(), failure);
        }
    }

    /** No exception suppresses itself. */
    private static void suppress(final Throwable failure, final Throwable more) {
        if (more != failure) {
            failure.addSuppressed(more);
        }
    }

    /** Takes off what a stage puts around an exception on its way. */
    static Throwable cause(final Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Ends a load with what it threw. */
    void fail(final K key, final FlightKey id, final Flight<V> flight, final Claim claim, final Throwable failure) {
        try {
            release(key, claim);
        } catch (final Throwable e) {
            suppress(failure, e);
        } finally {
            flights.end(id, flight);
            flight.fail(failure);
        }
    }

    /** Undoes what others were told of a load; without a claim, null, that is nothing. */
    void release(final K key, final Claim claim) {
        if (claim != null) {
            entries.release(key, claim);
        }
    }

    @Override
    public String toString() {
        return "Landing[" + flights + ']';
    }
}
