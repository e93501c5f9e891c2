/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * Consistency under fire: threads that do random operations on a cache, against a model of every key.
 *
 * <p>Each {@link io.flagstone.engine.torture.KeyFamily} has a model that says what a key may hold, cheap enough to
 * check at every single read, and strong enough that a torn value, a stale read, a lost update or a resurrected item
 * cannot pass: see the families. Between the rounds, while nobody works on the cache, sums are compared, everything is
 * flushed or expires, and {@link io.flagstone.engine.torture.ChunkAccount} asks where every chunk is.
 */
package io.flagstone.engine.torture;
