/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.RemovalCause;

/**
 * Hears of entries that left the cache. One thread of the cache's own calls it, for one entry after the other, soon
 * after each has left; it may use the cache. What it throws is logged, and harms nothing.
 *
 * @param <K> the type of the keys.
 * @param <V> the type of the values.
 */
@FunctionalInterface
public interface RemovalListener<K, V> {
    /**
     * An entry has left.
     *
     * @param key   of the entry.
     * @param value that it had.
     * @param cause why it left; {@link RemovalCause#FLUSHED} is what {@link Cache#invalidateAll()} does.
     */
    void onRemoval(K key, V value, RemovalCause cause);
}
