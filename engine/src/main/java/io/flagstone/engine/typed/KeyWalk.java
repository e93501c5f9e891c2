/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.ItemCrawl;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/** Shows the keys of a cache, a slice at a time; reads a value only where it is needed to know whose item it is. */
final class KeyWalk<K, V> implements Iterator<K> {
    private final Entries<K, V> entries;
    private final Cache<K, V> cache;
    private final ItemCrawl crawl;
    private final Queue<K> keys = new ArrayDeque<>();
    private K last;

    KeyWalk(final Cache<K, V> cache, final Entries<K, V> entries) {
        this.cache = cache;
        this.entries = entries;
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
        cache.invalidate(last);
        last = null;
    }
}
