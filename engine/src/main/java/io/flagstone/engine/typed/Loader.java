/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

/**
 * Brings the value of a key that the cache does not have.
 *
 * @param <K> the type of the keys.
 * @param <V> the type of the values.
 * @param <E> what it throws, which reaches everyone who waited for it; RuntimeException for a lambda that throws
 *            nothing that is checked.
 */
@FunctionalInterface
public interface Loader<K, V, E extends Exception> {
    /**
     * Loads a value.
     *
     * @param key that was asked for.
     * @return the value; null if there is none.
     * @throws E if it cannot tell.
     */
    V load(K key) throws E;
}
