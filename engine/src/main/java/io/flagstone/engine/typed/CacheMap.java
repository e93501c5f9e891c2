/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.DeleteResult;
import io.flagstone.engine.StoreResult;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A cache as a map. Every change looks at the entry, decides, and stores or deletes if the item still has its CAS
 * unique; else it begins again.
 */
final class CacheMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
    private final Cache<K, V> cache;
    private final Entries<K, V> entries;
    private final Flights<V> flights;
    private final Set<K> keySet = new KeySet();
    private final Set<Map.Entry<K, V>> entrySet = new EntrySet();

    CacheMap(final Cache<K, V> cache, final Entries<K, V> entries, final Flights<V> flights) {
        this.cache = cache;
        this.entries = entries;
        this.flights = flights;
    }

    /** What becomes of an entry: its values before and after, null for none, and whether that is a change. */
    private record Change<V>(V before, V after, boolean isOne) {
        static <V> Change<V> none(final V before) {
            return new Change<>(before, before, false);
        }

        static <V> Change<V> of(final V before, final V after) {
            return new Change<>(before, after, before != null || after != null);
        }
    }

    /** Makes of the value of a key, null for none, what the function says. */
    private Change<V> change(final K key, final Function<V, Change<V>> function) {
        final Scratch s = entries.begin(key);
        try {
            while (true) {
                final Change<V> change = function.apply(entries.peek(s) == Found.VALUE ? entries.value(s) : null);
                if (!change.isOne || (change.after == null ? delete(s) : store(s, key, change.after))) {
                    return change;
                }
            }
        } finally {
            entries.end(s);
        }
    }

    private boolean delete(final Scratch s) {
        final boolean done = entries.delete(s, s.casUnique) == DeleteResult.DELETED;
        if (done) {
            flights.supersede(s.key);
        }
        return done;
    }

    private boolean store(final Scratch s, final K key, final V value) {
        final int deadline = entries.expiry.deadline(key, value);
        entries.write(s, value);
        final StoreResult result = entries.put(s, s.casUnique, deadline, flights);
        if (result != null && Entries.isRefused(result)) {
            throw new IllegalStateException("the byte cache does not take the value, and the key is absent now: result="
                + result + " bytes=" + s.out.length());
        }
        return result != null;
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(final Object key) {
        return (T) Objects.requireNonNull(key, "key must not be null");
    }

    @Override
    public V get(final Object key) {
        try {
            return cache.getIfPresent(cast(key));
        } catch (final ClassCastException e) {
            return null;
        }
    }

    @Override
    public boolean containsKey(final Object key) {
        final Scratch s;
        try {
            s = entries.begin(cast(key));
        } catch (final ClassCastException e) {
            return false;
        }
        try {
            return entries.peek(s) == Found.VALUE;
        } finally {
            entries.end(s);
        }
    }

    @Override
    public V put(final K key, final V value) {
        requireValue(value);
        return change(key, before -> Change.of(before, value)).before;
    }

    private static void requireValue(final Object value) {
        Objects.requireNonNull(value, "value must not be null");
    }

    @Override
    public V putIfAbsent(final K key, final V value) {
        requireValue(value);
        return change(key, before -> before == null ? Change.of(null, value) : Change.none(before)).before;
    }

    @Override
    public V replace(final K key, final V value) {
        requireValue(value);
        return change(key, before -> before == null ? Change.none(null) : Change.of(before, value)).before;
    }

    @Override
    public boolean replace(final K key, final V oldValue, final V newValue) {
        requireValue(oldValue);
        requireValue(newValue);
        return change(key, before -> oldValue.equals(before) ? Change.of(before, newValue) : Change.none(before)).isOne;
    }

    @Override
    public V remove(final Object key) {
        try {
            return change(cast(key), before -> Change.of(before, null)).before;
        } catch (final ClassCastException e) {
            return null;
        }
    }

    @Override
    public boolean remove(final Object key, final Object value) {
        try {
            return value != null && change(cast(key),
                before -> value.equals(before) ? Change.of(before, null) : Change.none(before)).isOne;
        } catch (final ClassCastException e) {
            return false;
        }
    }

    @Override
    public V compute(final K key, final BiFunction<? super K, ? super V, ? extends V> function) {
        return change(key, before -> Change.of(before, function.apply(key, before))).after;
    }

    @Override
    public V computeIfPresent(final K key, final BiFunction<? super K, ? super V, ? extends V> function) {
        return change(key, before -> before == null ? Change.none(null)
            : Change.of(before, function.apply(key, before))).after;
    }

    @Override
    public V computeIfAbsent(final K key, final Function<? super K, ? extends V> function) {
        return cache.get(key, function::apply);
    }

    @Override
    public V merge(final K key, final V value, final BiFunction<? super V, ? super V, ? extends V> function) {
        requireValue(value);
        return change(key, before -> Change.of(before, before == null ? value : function.apply(before, value)))
            .after;
    }

    /** Not by {@code replace}, as the interface does it: of values without an equality none is ever the old one. */
    @Override
    public void replaceAll(final BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function must not be null");
        forEach((key, value) -> computeIfPresent(key, (same, now) ->
            Objects.requireNonNull(function.apply(same, now), "function must not return null")));
    }

    @Override
    public void clear() {
        cache.invalidateAll();
    }

    @Override
    public int size() {
        long count = 0;
        for (final Iterator<K> walk = keySet.iterator(); walk.hasNext(); walk.next()) {
            count++;
        }
        return (int) Math.min(Integer.MAX_VALUE, count);
    }

    @Override
    public boolean isEmpty() {
        return !keySet.iterator().hasNext();
    }

    @Override
    public Set<K> keySet() {
        return keySet;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return entrySet;
    }

    /** What it has in common with the map, it leaves to that. */
    private abstract class View<E> extends AbstractSet<E> {
        @Override
        public int size() {
            return CacheMap.this.size();
        }

        @Override
        public boolean isEmpty() {
            return CacheMap.this.isEmpty();
        }

        @Override
        public void clear() {
            CacheMap.this.clear();
        }
    }

    /** Looks keys up instead of walking to them. */
    private final class KeySet extends View<K> {
        @Override
        public Iterator<K> iterator() {
            return new KeyWalk<>(cache, entries);
        }

        @Override
        public boolean contains(final Object key) {
            return containsKey(key);
        }

        @Override
        public boolean remove(final Object key) {
            return CacheMap.this.remove(key) != null;
        }
    }

    private final class EntrySet extends View<Map.Entry<K, V>> {
        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new EntryWalk<>(entries, CacheMap.this);
        }

        @Override
        public boolean contains(final Object other) {
            return other instanceof Map.Entry<?, ?> entry && entry.getValue() != null
                && entry.getValue().equals(get(entry.getKey()));
        }

        @Override
        public boolean remove(final Object other) {
            return other instanceof Map.Entry<?, ?> entry && CacheMap.this.remove(entry.getKey(), entry.getValue());
        }
    }
}
