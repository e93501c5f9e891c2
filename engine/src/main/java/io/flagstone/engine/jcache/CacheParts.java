/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

/** What all operations of one cache share. */
final class CacheParts<K, V> {
    final EntryStore<K, V> store;
    final Expiry expiry;
    final Backing<K, V> backing;
    final Listeners<K, V> listeners;
    final CacheStatistics statistics;
    final Upkeep upkeep;
    final KeyLocks locks = new KeyLocks();

    CacheParts(final EntryStore<K, V> store, final Expiry expiry, final Backing<K, V> backing,
            final Listeners<K, V> listeners) {
        this.store = store;
        this.expiry = expiry;
        this.backing = backing;
        this.listeners = listeners;
        upkeep = new Upkeep(store.bytes().maintenance(), listeners);
        statistics = new CacheStatistics(store::evictions);
    }
}
