/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What asks for entries: takes no lock as long as they are there and the expiry policy does not end them. */
final class Reads<K, V> {
    private final CacheParts<K, V> in;

    Reads(final CacheParts<K, V> in) {
        this.in = in;
    }

    V get(final K key) {
        final long start = in.statistics.start();
        final V value = find(key);
        in.statistics.gets(value == null ? 0 : 1, value == null ? 1 : 0, start);
        return value != null || !in.backing.readsThrough() ? value : load(key);
    }

    Map<K, V> getAll(final Set<? extends K> keys) {
        final long start = in.statistics.start();
        final Map<K, V> values = new HashMap<>();
        final Set<K> missing = new LinkedHashSet<>();
        for (final K key : keys) {
            final V value = find(key);
            if (value == null) {
                missing.add(key);
            } else {
                values.put(key, value);
            }
        }
        in.statistics.gets(values.size(), missing.size(), start);
        if (!missing.isEmpty() && in.backing.readsThrough()) {
            values.putAll(load(missing, false));
        }
        return values;
    }

    boolean contains(final K key) {
        final Scratch scratch = in.store.begin(key);
        try {
            return in.store.find(scratch);
        } finally {
            scratch.release();
        }
    }

    /** The value, without a trace of having been asked for. */
    V peek(final K key) {
        final Scratch scratch = in.store.begin(key);
        try {
            return in.store.find(scratch) ? in.store.value(scratch) : null;
        } finally {
            scratch.release();
        }
    }

    /** Counts that an entry was asked for whose value is known already. */
    void access(final K key) {
        in.statistics.gets(1, 0, 0);
        find(key, false);
    }

    private V find(final K key) {
        return find(key, true);
    }

    private V find(final K key, final boolean wanted) {
        final V value;
        final int said;
        final long casUnique;
        final Scratch scratch = in.store.begin(key);
        try {
            if (!in.store.find(scratch)) {
                return null;
            }
            value = wanted ? in.store.value(scratch) : null;
            said = in.expiry.onAccess();
            casUnique = scratch.casUnique;
            if (said >= 0 && said != scratch.deadline) {
                in.store.touch(scratch, said);
            }
        } finally {
            scratch.release();
        }
        if (said == Expiry.NOW) {
            expire(key, casUnique);
        }
        return value;
    }

    private void expire(final K key, final long casUnique) {
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            if (slot.isPresent() && slot.casUnique() == casUnique) {
                slot.expire();
            }
        }
    }

    /** One loads, and those who want the same key wait for it. */
    private V load(final K key) {
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            if (slot.isPresent()) {
                return slot.value();
            }
            final V value = slot.load();
            if (value != null) {
                slot.store(value);
            }
            return value;
        }
    }

    /** Loads in one go those that are absent, or all of them; what is put meanwhile waits, and is the later one. */
    Map<K, V> load(final Set<? extends K> keys, final boolean replaces) {
        final Map<K, V> values = new HashMap<>();
        try (Slots<K, V> slots = new Slots<>(in, keys)) {
            final List<Slot<K, V>> wanted = new ArrayList<>();
            final Collection<K> wantedKeys = new ArrayList<>();
            for (final Slot<K, V> slot : slots.all()) {
                if (slot.isPresent() && !replaces) {
                    values.put(slot.key(), slot.value());
                } else {
                    wanted.add(slot);
                    wantedKeys.add(slot.key());
                }
            }
            final Map<K, V> loaded = wanted.isEmpty() ? Map.of() : in.backing.loadAll(wantedKeys);
            for (final Slot<K, V> slot : wanted) {
                final V value = loaded.get(slot.key());
                if (value != null) {
                    slot.store(value);
                    values.put(slot.key(), value);
                }
            }
        }
        return values;
    }
}
