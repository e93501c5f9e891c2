/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Begins to bring the value of a key that the cache does not have.
 *
 * @param <K> the type of the keys.
 * @param <V> the type of the values.
 */
@FunctionalInterface
public interface AsyncLoader<K, V> {
    /**
     * Begins to load a value.
     *
     * @param key      that was asked for.
     * @param executor of the cache, to be used or not.
     * @return what ends with the value, or with null if there is none.
     * @throws Exception if it cannot begin.
     */
    CompletionStage<? extends V> load(K key, Executor executor) throws Exception;
}
