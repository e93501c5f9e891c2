/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * The measurements: what Flagstone costs, beside what people use instead, in one run on one machine.
 *
 * <p>Rooms: {@link io.flagstone.benchmarks.engine} (the embedded cache beside other embedded caches, JMH),
 * {@link io.flagstone.benchmarks.typed} (loads of the typed cache, JMH),
 * {@link io.flagstone.benchmarks.server} (the server's CPU time per request beside Debian's memcached and
 * Redis), {@link io.flagstone.benchmarks.load} (the load generator), {@link io.flagstone.benchmarks.replay} (hit
 * ratios on traces, beside Caffeine and LRU),
 * {@link io.flagstone.benchmarks.trace} (reading them), {@link io.flagstone.benchmarks.footprint} (resident memory),
 * {@link io.flagstone.benchmarks.latency} (the longest operations), {@link io.flagstone.benchmarks.growth} (what a get
 * costs as the cache grows), {@link io.flagstone.benchmarks.embedded} (the caches that these two measure),
 * {@link io.flagstone.benchmarks.result} (what was measured, as CSV),
 * {@link io.flagstone.benchmarks.console} (progress) and {@link io.flagstone.benchmarks.workload} (which keys, how
 * often, how large). Everything random is seeded and built before the clock starts. Nothing here is an API: it is a
 * program.
 *
 * <p>House rules: a benchmark is named after the class it measures, consumes what it gets, uses every parameter it
 * declares, and counts failures beside successes, so that a fast number which only counted misses is visible.
 */
package io.flagstone.benchmarks;
