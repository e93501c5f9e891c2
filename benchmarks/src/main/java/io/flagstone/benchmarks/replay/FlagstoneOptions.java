/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

/**
 * How Flagstone is built for a replay.
 *
 * @param seed         of the hash of keys
 * @param growthFactor of the slab classes, 0 for the default
 * @param minimumChunk room in the smallest chunk, 0 for the default
 * @param watchExpiry  whether the memory that expired items hold is measured
 */
record FlagstoneOptions(long seed, double growthFactor, int minimumChunk, boolean watchExpiry) {
}
