/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * What a get costs as the cache grows from a thousand items to tens of millions, as threads are added, and as values
 * become longer ({@link io.flagstone.benchmarks.growth.GrowthCommand}).
 *
 * <p>Each cache has a JVM of its own, which holds all its sizes at once; each round visits all of them, so that the
 * ratio of two sizes is made of pairs that were measured one right after the other. Keys are drawn anew for each get,
 * in blocks, while no time is taken: a ring of keys that was made before would be walked again and again, and the items
 * that it names would be the only ones that are ever touched. The first round is for the compiler and does not count.
 *
 * <p>Keys that are all as likely are the honest case: out of fifty million items nearly none is in any cache of the
 * processor. By Zipf's law with 0.99 half of the gets go to a few thousand items.
 */
package io.flagstone.benchmarks.growth;
