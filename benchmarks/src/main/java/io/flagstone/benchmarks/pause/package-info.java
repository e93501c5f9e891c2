/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * How long single operations take at worst ({@link io.flagstone.benchmarks.pause.PauseCommand}), beside what the
 * machine does to a thread that does nothing. Imports {@code footprint} for its filler, {@code workload},
 * {@code console} and the engine.
 *
 * <p>Not corrected for coordinated omission: there is no schedule that an operation could be late for; every
 * operation's own time is recorded.
 */
package io.flagstone.benchmarks.pause;
