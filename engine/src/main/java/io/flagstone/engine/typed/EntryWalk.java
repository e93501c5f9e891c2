/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.ItemCrawl;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;

/** Shows the entries of a cache: walks over the keys, a slice at a time, and reads each value when its turn comes. */
final class EntryWalk<K, V> implements Iterator<Map.Entry<K, V>> {
    private final Entries<K, V> entries;
    private final Map<K, V> map;
    private final ItemCrawl crawl;
    private final Queue<byte[]> keys = new ArrayDeque<>();
    private Map.Entry<K, V> next;
    private Map.Entry<K, V> last;

    EntryWalk(final Entries<K, V> entries, final Map<K, V> map) {
        this.entries = entries;
        this.map = map;
        crawl = entries.bytes.crawl();
    }

    @Override
    public boolean hasNext() {
        while (next == null && !(keys.isEmpty() && crawl.isAtEnd())) {
            if (keys.isEmpty()) {
                crawl.next(item -> keys.add(item.key()), Integer.MAX_VALUE);
            } else {
                next = entries.entry(keys.remove());
            }
        }
        return next != null;
    }

    @Override
    public Map.Entry<K, V> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the walk is at its end");
        }
        last = new StoringEntry(next);
        next = null;
        return last;
    }

    @Override
    public void remove() {
        if (last == null) {
            throw new IllegalStateException("remove must follow next");
        }
        map.remove(last.getKey());
        last = null;
    }

    /** An entry whose value can be set, in the cache. */
    private final class StoringEntry extends AbstractMap.SimpleEntry<K, V> {
        private static final long serialVersionUID = 1;

        StoringEntry(final Map.Entry<K, V> entry) {
            super(entry);
        }

        @Override
        public V setValue(final V value) {
            map.put(getKey(), value);
            return super.setValue(value);
        }
    }
}
