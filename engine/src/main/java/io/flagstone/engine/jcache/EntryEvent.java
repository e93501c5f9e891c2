/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;

/**
 * What has happened to an entry, as one listener is to see it. The value of an entry that was removed or has expired is
 * the last one that it had, which is an old one, and null for who does not want to know.
 *
 * @param <K> the type of the key.
 * @param <V> the type of the value.
 */
final class EntryEvent<K, V> extends CacheEntryEvent<K, V> {
    private static final long serialVersionUID = 1;

    private final transient K key;
    private final transient V value;
    private final transient V oldValue;
    private final boolean oldValueShown;

    EntryEvent(final Cache<K, V> source, final EventType type, final PendingEvent<K, V> event,
            final boolean oldValueRequired) {
        super(source, type);
        key = event.key();
        value = oldValueRequired || type == EventType.CREATED || type == EventType.UPDATED ? event.value() : null;
        oldValueShown = oldValueRequired && event.oldValue() != null;
        oldValue = oldValueShown ? event.oldValue() : null;
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        return value;
    }

    @Override
    public V getOldValue() {
        return oldValue;
    }

    @Override
    public boolean isOldValueAvailable() {
        return oldValueShown;
    }

    @Override
    public <T> T unwrap(final Class<T> type) {
        return Unwrapping.of(type, this);
    }

    @Override
    public String toString() {
        return "EntryEvent[type=" + getEventType() + ", key=" + key + ", value=" + value + ", oldValue=" + oldValue
            + ']';
    }
}
