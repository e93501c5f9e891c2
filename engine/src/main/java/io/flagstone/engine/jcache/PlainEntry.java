/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import javax.cache.Cache;

/** An entry as a loader gives it, a writer takes it and an iterator shows it: a copy of what the cache has. */
record PlainEntry<K, V>(K key, V value) implements Cache.Entry<K, V> {
    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        return value;
    }

    @Override
    public <T> T unwrap(final Class<T> type) {
        return Unwrapping.of(type, this);
    }
}
