/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.ReadAhead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * Several keys, in their order, of which the memory of the next ones is always on its way: so a get of many waits for
 * all of them at once, in place of one after the other. A key is serialized twice for it, which is the least of a get
 * in a large cache.
 */
final class KeysAhead<K> implements Iterator<K> {
    private static final int PAYS_FROM_KEYS = 4;

    private final Iterator<? extends K> keys;
    private final Entries<K, ?> entries;
    private final ReadAhead ahead;
    private final List<K> fetched = new ArrayList<>(ReadAhead.CAPACITY);
    private int next;

    private KeysAhead(final Iterator<? extends K> keys, final Entries<K, ?> entries, final ReadAhead ahead) {
        this.keys = keys;
        this.entries = entries;
        this.ahead = ahead;
    }

    /** Goes through keys that way if it pays, and else as they are. */
    static <K> Iterator<? extends K> of(final Iterable<? extends K> keys, final Entries<K, ?> entries) {
        if (keys instanceof Collection<?> many && many.size() >= PAYS_FROM_KEYS) {
            final ReadAhead ahead = entries.newReadAhead();
            return ahead.pays() ? new KeysAhead<>(keys.iterator(), entries, ahead) : keys.iterator();
        }
        return keys.iterator();
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
        boolean room = true;
        do {
            final K key = keys.next();
            room = entries.addTo(ahead, key);
            fetched.add(key);
        } while (room && keys.hasNext());
        ahead.fetch();
    }
}
