/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * What a request costs between the socket and the cache, by JMH: decoding, the answer's header, counters. The server's
 * own executor is fed with requests from memory, and its replies go nowhere; beside it, as the floor, the same keys are
 * read through the engine alone, each value copied into one buffer.
 *
 * <p>Scores are nanoseconds per key. The difference between a dialect's score and that of {@code ENGINE} is the codec.
 * Requests are built before the clock starts and lie one behind the other, as a socket would deliver them; keys are
 * uniform, so that the larger the cache the more of them miss the processor's caches.
 */
package io.flagstone.benchmarks.command;
