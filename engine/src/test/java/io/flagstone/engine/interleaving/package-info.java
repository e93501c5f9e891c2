/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * What two or three threads do to one key at the same moment, millions of times, by jcstress: a reader sees a whole
 * value of its key or none, a pinned value does not change, memory is given back once.
 *
 * <p>Without the look at the version after a copy, a run of half a second for each test sees torn and foreign values.
 *
 * <p>The states of a test share caches, since one for each would cost a millisecond where a collision takes some
 * nanoseconds; see {@link io.flagstone.engine.interleaving.SharedCache}.
 *
 * <p>What tests share is in {@link io.flagstone.engine.interleaving.KeyState}; their actors repeat themselves, since
 * jcstress looks for those in the test's own class and in none that it extends.
 */
package io.flagstone.engine.interleaving;
