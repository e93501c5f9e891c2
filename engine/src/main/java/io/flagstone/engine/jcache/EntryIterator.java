/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.ItemCrawl;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import javax.cache.Cache;

/**
 * Walks over the entries, some keys ahead: what is removed or expires before its turn is left out, and what is added
 * meanwhile is shown or not. An entry counts as asked for when it is handed out.
 */
final class EntryIterator<K, V> implements Iterator<Cache.Entry<K, V>> {
    private final Reads<K, V> reads;
    private final Writes<K, V> writes;
    private final EntryStore<K, V> store;
    private final ItemCrawl crawl;
    private final ArrayDeque<K> ahead = new ArrayDeque<>();
    private PlainEntry<K, V> next;
    private PlainEntry<K, V> last;

    EntryIterator(final CacheParts<K, V> in, final Reads<K, V> reads, final Writes<K, V> writes) {
        this.reads = reads;
        this.writes = writes;
        store = in.store;
        crawl = store.crawl();
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            while (ahead.isEmpty() && !crawl.isAtEnd()) {
                store.crawl(crawl, ahead::add);
            }
            if (ahead.isEmpty()) {
                return false;
            }
            final K key = ahead.poll();
            final V value = reads.peek(key);
            next = value == null ? null : new PlainEntry<>(key, value);
        }
        return true;
    }

    @Override
    public Cache.Entry<K, V> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there is no further entry");
        }
        last = next;
        next = null;
        reads.access(last.key());
        return last;
    }

    @Override
    public void remove() {
        if (last == null) {
            throw new IllegalStateException("call next() before each remove()");
        }
        writes.remove(last.key());
        last = null;
    }
}
