/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.ReadAhead;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Several keys, in their order, of which the memory of the next ones is always on its way: so a get of many waits for
 * all of them at once, in place of one after the other. A key is serialized twice for it, which is the least of a get
 * in a large cache.
 */
final class KeysAhead<K> implements Iterator<K> {
    private final Iterator<? extends K> keys;
    private final Entries<K, ?> entries;
    private final List<K> fetched = new ArrayList<>(ReadAhead.CAPACITY);
    /** Null until there are keys enough. */
    private ReadAhead ahead;
    private int next;

    private KeysAhead(final Iterator<? extends K> keys, final Entries<K, ?> entries) {
        this.keys = keys;
        this.entries = entries;
    }

    /** Goes through keys that way if it pays, and else as they are. To count them may be to walk over a whole cache. */
    static <K> Iterator<? extends K> of(final Iterable<? extends K> keys, final Entries<K, ?> entries) {
        return entries.readAheadPays() ? new KeysAhead<>(keys.iterator(), entries) : keys.iterator();
    }

    @Override
    public boolean hasNext() {
        return next < fetched.size() || keys.hasNext();
    }

    @Override
    public K next() {
        if (next == fetched.size()) {
            fetch();
        }
        return fetched.get(next++);
    }

    private void fetch() {
        fetched.clear();
        next = 0;
        do {
            fetched.add(keys.next());
        } while (fetched.size() < ReadAhead.CAPACITY && keys.hasNext());
        if (fetched.size() >= ReadAhead.PAYS_FROM_KEYS) {
            ahead = ahead == null ? entries.newReadAhead() : ahead;
            fetched.forEach(key -> entries.addTo(ahead, key));
            ahead.fetch();
        }
    }
}
