/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * How long single operations take at worst, beside what the machine does to a thread that does nothing in the same
 * seconds.
 *
 * <p>{@link io.flagstone.benchmarks.latency.LatencyCommand}: gets and sets at a pace, while the cache grows, evicts,
 * moves pages and is resized. A time counts from when the operation was due, so that what had to wait for a slow one is
 * late as well; beside it stands the time since it was begun, which leaves that out. The threads look at the clock
 * between operations and never sleep, so that more of them than the machine has processors make each other late; the
 * idle loop sees that too.
 *
 * <p>{@link io.flagstone.benchmarks.latency.PauseCommand}: inserts from empty, one right after the other. There is no
 * schedule that one could be late for; every operation's own time is recorded.
 *
 * <p>Imports {@code embedded}, {@code footprint} for its filler, {@code result}, {@code workload}, {@code console} and
 * the engine.
 */
package io.flagstone.benchmarks.latency;
