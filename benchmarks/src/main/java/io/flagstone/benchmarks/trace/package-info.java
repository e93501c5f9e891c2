/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * Traces of real caches: how they are read ({@link io.flagstone.benchmarks.trace.TraceReader}), what they hold
 * ({@link io.flagstone.benchmarks.trace.Trace}), and how large the values are that they do not tell the size of
 * ({@link io.flagstone.benchmarks.trace.SizeHistogram}).
 *
 * <p>Files come from anywhere: a line is refused with its number and the rule that it breaks, and nothing in a file
 * makes the reader take more memory than the requests need. Imports {@code workload}, and xz.
 */
package io.flagstone.benchmarks.trace;
