/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.Map;
import java.util.Set;

/**
 * Brings the values of several keys that the cache does not have, at once.
 *
 * @param <K> the type of the keys.
 * @param <V> the type of the values.
 * @param <E> what it throws, which reaches everyone who waited for it.
 */
@FunctionalInterface
public interface BulkLoader<K, V, E extends Exception> {
    /**
     * Loads values.
     *
     * @param keys that were asked for and that nobody else is loading; at least one.
     * @return the values; a key that has none is left out, or has null. Of keys that nobody asked for, those that are
     *     absent are stored too.
     * @throws E if it cannot tell.
     */
    Map<? extends K, ? extends V> loadAll(Set<K> keys) throws E;
}
