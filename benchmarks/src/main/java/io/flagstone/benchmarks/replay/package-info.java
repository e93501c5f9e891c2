/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * The replay of traces: the same requests through several caches of one size
 * ({@link io.flagstone.benchmarks.replay.HitRatioCommand}), on one thread and on the trace's clock, so that a run comes
 * out the same twice (Caffeine alone admits one candidate in 128 by chance). Imports {@code trace}, {@code console},
 * {@code result} and the engine.
 *
 * <p>Towards whom each choice leans: Caffeine and plain LRU are charged key and value alone, unless
 * {@code --charge memory} is given; Flagstone's limit holds all its overhead. Caffeine's maintenance runs in the
 * caller, so that no write is ever waiting. All caches start empty and every get counts.
 */
package io.flagstone.benchmarks.replay;
