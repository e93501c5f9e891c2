/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Loads several absent keys at once, but for those that somebody else is loading. */
final class BulkLoads<K, V> {
    private final Entries<K, V> entries;
    private final Flights<V> flights;
    private final Landing<K, V> landing;
    private final LoadCounters counters;

    BulkLoads(final Entries<K, V> entries, final Flights<V> flights, final Landing<K, V> landing,
            final LoadCounters counters) {
        this.entries = entries;
        this.flights = flights;
        this.landing = landing;
        this.counters = counters;
    }

    /** A key that this call has begun to load. */
    private record Own<V>(Ticket<V> ticket, Flight<V> flight) {
    }

    <E extends Exception> Map<K, V> getAll(final Iterable<? extends K> keys,
            final BulkLoader<K, ? extends V, E> loader) throws E {
        final Map<K, V> values = new LinkedHashMap<>();
        final Map<K, Own<V>> own = new LinkedHashMap<>();
        final Map<K, Flight<V>> others = new LinkedHashMap<>();
        try {
            final Iterator<? extends K> ahead = KeysAhead.of(keys, entries);
            while (ahead.hasNext()) {
                final K key = ahead.next();
                if (!values.containsKey(Objects.requireNonNull(key, "key must not be null"))) {
                    values.put(key, lookUp(key, own, others));
                }
            }
            load(own, values, loader);
        } catch (final Throwable e) {
            own.forEach((key, o) -> landing.fail(key, o.ticket.id(), o.flight, null, e));
            throw e;
        }
        // Only now: who waits for keys and has begun others, for which somebody else waits, would wait for ever.
        others.forEach((key, flight) -> values.put(key, flight.await(key)));
        values.values().removeIf(Objects::isNull);
        return values;
    }

    /** Gives the value that is there, or null, and notes who loads it if it is absent. */
    private V lookUp(final K key, final Map<K, Own<V>> own, final Map<K, Flight<V>> others) {
        final Scratch s = entries.begin(key);
        try {
            final V value = entries.answer(s, entries.read(s));
            if (s.found.isAnswer()) {
                return value;
            }
            final FlightKey id = new FlightKey(s.key.wholeKey());
            final Flight<V> mine = new Flight<V>().loadedHere();
            // Before it begins, so that it is ended whatever is thrown.
            own.put(key, new Own<>(new Ticket<>(id, Found.NOTHING, null, null), mine));
            final Flight<V> other = flights.begin(id, mine);
            if (other != null) {
                own.remove(key);
                others.put(key, other);
                return null;
            }
            final Ticket<V> ticket = entries.look(id, s);
            if (ticket.isAnswered()) {
                landing.pass(id, mine, ticket.value());
                own.remove(key);
            } else {
                own.put(key, new Own<>(ticket, mine));
            }
            return ticket.value();
        } finally {
            entries.end(s);
        }
    }

    private <E extends Exception> void load(final Map<K, Own<V>> own, final Map<K, V> values,
            final BulkLoader<K, ? extends V, E> loader) throws E {
        if (own.isEmpty()) {
            return;
        }
        final Map<? extends K, ? extends V> loaded = timed(own, loader);
        for (final Map.Entry<? extends K, ? extends V> more : loaded.entrySet()) {
            if (more.getValue() != null && !own.containsKey(more.getKey()) && !entries.isClosed()) {
                keepUnasked(more.getKey(), more.getValue());
            }
        }
        final List<Runnable> kept = new ArrayList<>();
        try {
            for (final Map.Entry<K, Own<V>> each : own.entrySet()) {
                final K key = each.getKey();
                final V value = loaded.get(key);
                final Own<V> mine = each.getValue();
                landing.keep(key, mine.flight, mine.ticket.claim(), value);
                kept.add(() -> mine.flight.complete(value));
                values.put(key, value);
            }
        } finally {
            // Only now, and when none is under way any more: who hears of one key, in this thread, and asks for the
            // next would wait for himself.
            own.values().forEach(each -> flights.end(each.ticket.id(), each.flight));
            kept.forEach(Runnable::run);
        }
    }

    private <E extends Exception> Map<? extends K, ? extends V> timed(final Map<K, Own<V>> own,
            final BulkLoader<K, ? extends V, E> loader) throws E {
        return counters.begin(own.size()).load(keys -> Objects.requireNonNull(loader.loadAll(keys),
            "a BulkLoader must not return null"), Collections.unmodifiableSet(own.keySet()));
    }

    /** Keeps what the loader brought besides, as a cache may: what fails there is not the affair of who asked. */
    private void keepUnasked(final K key, final V value) {
        try {
            storeUnasked(key, value);
        } catch (final Throwable e) {
            FailureLog.log("a bulk loader has brought, besides what it was asked for, what cannot be stored", e);
        }
    }

    /** Stores it if there is nothing. */
    private void storeUnasked(final K key, final V value) {
        final Scratch s = entries.begin(key);
        try {
            final int deadline = entries.expiry.deadline(key, value);
            if (deadline != Expiry.OVER) {
                entries.write(s, value);
                entries.store(s, 0, deadline);
            }
        } finally {
            entries.end(s);
        }
    }

    @Override
    public String toString() {
        return "BulkLoads[" + flights + ']';
    }
}
