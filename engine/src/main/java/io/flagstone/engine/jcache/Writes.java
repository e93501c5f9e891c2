/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.integration.CacheWriterException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;

/** What changes entries, each under the lock of its key. */
final class Writes<K, V> {
    private final CacheParts<K, V> in;

    Writes(final CacheParts<K, V> in) {
        this.in = in;
    }

    void put(final K key, final V value) {
        final long start = in.statistics.start();
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            in.statistics.puts(slot.put(value) ? 1 : 0, start);
        }
    }

    V getAndPut(final K key, final V value) {
        final long start = in.statistics.start();
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            final V before = slot.value();
            countGet(slot, start);
            in.statistics.puts(slot.put(value) ? 1 : 0, start);
            return before;
        }
    }

    void putAll(final Map<? extends K, ? extends V> map) {
        if (in.backing.writesThrough() && !map.isEmpty()) {
            writeAll(map);
        } else {
            map.forEach(this::put);
        }
    }

    private void writeAll(final Map<? extends K, ? extends V> map) {
        final long start = in.statistics.start();
        final Map<K, V> entries = new HashMap<>(map);
        final CacheWriterException failure;
        try (Slots<K, V> slots = new Slots<>(in, entries.keySet())) {
            final List<Cache.Entry<? extends K, ? extends V>> toWrite = new ArrayList<>();
            entries.forEach((key, value) -> toWrite.add(new PlainEntry<>(key, value)));
            failure = in.backing.writeAll(toWrite);
            toWrite.forEach(notWritten -> entries.remove(notWritten.getKey()));
            int stored = 0;
            for (final Slot<K, V> slot : slots.all()) {
                final V value = entries.get(slot.key());
                if (value != null && slot.store(value)) {
                    stored++;
                }
            }
            in.statistics.puts(stored, start);
        }
        if (failure != null) {
            throw failure;
        }
    }

    boolean putIfAbsent(final K key, final V value) {
        final long start = in.statistics.start();
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            countGet(slot, start);
            final boolean stored = !slot.isPresent() && slot.put(value);
            in.statistics.puts(stored ? 1 : 0, start);
            return stored;
        }
    }

    boolean remove(final K key) {
        final long start = in.statistics.start();
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            in.backing.delete(key);
            return remove(slot, start);
        }
    }

    private boolean remove(final Slot<K, V> slot, final long start) {
        if (!slot.isPresent()) {
            return false;
        }
        slot.remove();
        in.statistics.removals(1, start);
        return true;
    }

    boolean remove(final K key, final V expected) {
        final long start = in.statistics.start();
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            if (!holds(slot, expected, start)) {
                return false;
            }
            in.backing.delete(key);
            return remove(slot, start);
        }
    }

    V getAndRemove(final K key) {
        final long start = in.statistics.start();
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            in.backing.delete(key);
            final V before = slot.value();
            countGet(slot, start);
            remove(slot, start);
            return before;
        }
    }

    boolean replace(final K key, final V expected, final V value) {
        final long start = in.statistics.start();
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            if (!holds(slot, expected, start)) {
                return false;
            }
            in.statistics.puts(slot.put(value) ? 1 : 0, start);
            return true;
        }
    }

    V getAndReplace(final K key, final V value) {
        final long start = in.statistics.start();
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            countGet(slot, start);
            final V before = slot.value();
            if (before != null) {
                in.statistics.puts(slot.put(value) ? 1 : 0, start);
            }
            return before;
        }
    }

    boolean replace(final K key, final V value) {
        final long start = in.statistics.start();
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            countGet(slot, start);
            if (!slot.isPresent()) {
                return false;
            }
            in.statistics.puts(slot.put(value) ? 1 : 0, start);
            return true;
        }
    }

    /** Looks whether an entry has a value, which counts as a get, and as an access if it has another. */
    private boolean holds(final Slot<K, V> slot, final V expected, final long start) {
        countGet(slot, start);
        if (!slot.isPresent()) {
            return false;
        }
        final boolean same = isSame(slot.value(), expected);
        if (!same) {
            slot.access();
        }
        return same;
    }

    private void countGet(final Slot<K, V> slot, final long start) {
        in.statistics.gets(slot.isPresent() ? 1 : 0, slot.isPresent() ? 0 : 1, start);
    }

    /** Arrays are the same if what is in them is: a value that was stored is never the same object. */
    private static boolean isSame(final Object stored, final Object expected) {
        return Objects.deepEquals(stored, expected);
    }

    void removeAll(final Set<? extends K> keys) {
        if (in.backing.writesThrough() && !keys.isEmpty()) {
            deleteAll(keys);
        } else {
            keys.forEach(this::remove);
        }
    }

    private void deleteAll(final Set<? extends K> keys) {
        final long start = in.statistics.start();
        final CacheWriterException failure;
        try (Slots<K, V> slots = new Slots<>(in, keys)) {
            final Collection<K> toDelete = new HashSet<>(keys);
            failure = in.backing.deleteAll(toDelete);
            for (final Slot<K, V> slot : slots.all()) {
                if (!toDelete.contains(slot.key())) {
                    remove(slot, start);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    <T> T invoke(final K key, final EntryProcessor<K, V, T> processor, final Object... arguments) {
        final long start = in.statistics.start();
        try (Slot<K, V> slot = new Slot<>(in, key)) {
            countGet(slot, start);
            final ProcessorEntry<K, V> entry = new ProcessorEntry<>(in, slot);
            final T result;
            try {
                result = processor.process(entry, arguments);
            } catch (final EntryProcessorException e) {
                throw e;
            } catch (final RuntimeException e) {
                throw new EntryProcessorException("the entry processor has failed: processor=" + processor, e);
            }
            entry.carryOut(start);
            return result;
        }
    }
}
