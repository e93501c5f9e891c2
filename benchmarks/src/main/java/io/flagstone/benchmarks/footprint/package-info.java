/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * What a cache takes of the machine's memory: per item ({@link io.flagstone.benchmarks.footprint.MemoryCommand}), also
 * in other caches ({@link io.flagstone.benchmarks.footprint.PeerFootprint}), over time
 * ({@link io.flagstone.benchmarks.footprint.SoakCommand}) and before it is used
 * ({@link io.flagstone.benchmarks.footprint.StartCommand}). Each runs in a JVM of its own whose heap is fixed and
 * touched before the start, so that what grows is the cache. Besides, what a server for tests takes
 * ({@link io.flagstone.benchmarks.footprint.TestServerCommand}). Imports {@code workload}, {@code console},
 * {@code result}, the peers of {@code engine}, Flagstone's engine and the listener; reads Linux's {@code /proc}.
 * <i>Rejected:</i> {@code server}'s process for the memcached beside the peers; that room asks this one for resident
 * memory.
 */
package io.flagstone.benchmarks.footprint;
