/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.ItemCrawl;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;

/** Shows the keys of a cache, a slice at a time; reads a value only where it is needed to know whose item it is. */
final class KeyWalk<K, V> implements Iterator<K> {
    private final Entries<K, V> entries;
    private final Map<K, V> map;
    private final ItemCrawl crawl;
    private final Queue<K> keys = new ArrayDeque<>();
    private K last;

    KeyWalk(final Entries<K, V> entries, final Map<K, V> map) {
        this.entries = entries;
        this.map = map;
        crawl = entries.bytes.crawl();
    }

    @Override
    public boolean hasNext() {
        while (keys.isEmpty() && !crawl.isAtEnd()) {
            crawl.next(item -> {
                final K key = entries.key(item);
                if (key != null) {
                    keys.add(key);
                }
            }, Integer.MAX_VALUE);
        }
        return !keys.isEmpty();
    }

    @Override
    public K next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the walk is at its end");
        }
        last = keys.remove();
        return last;
    }

    @Override
    public void remove() {
        if (last == null) {
            throw new IllegalStateException("remove must follow next");
        }
        map.remove(last);
        last = null;
    }
}
