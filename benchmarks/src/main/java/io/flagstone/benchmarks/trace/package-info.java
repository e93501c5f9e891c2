/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * Traces of real caches: how they are read ({@link io.flagstone.benchmarks.trace.TraceReader}), what they hold
 * ({@link io.flagstone.benchmarks.trace.Trace}), and how large the values are that they do not tell the size of
 * ({@link io.flagstone.benchmarks.trace.SizeHistogram}).
 *
 * <p>Traces that no file is needed for are made from a seed: {@link io.flagstone.benchmarks.trace.DemoTrace}, and
 * {@link io.flagstone.benchmarks.trace.ClusterTrace} by what was published of clusters of Twitter. Of 2 million
 * requests, plain LRU misses, in percent, with 1 % and 10 % of the keys; in brackets what was published of the
 * whole traces:
 *
 * <pre>
 *  52  10.6 (10.3)   4.5  (4.9)      22  35.3 (31.7)  26.2 (25.7)      37  22.0 (23.1)  21.8 (22.4)
 *  29   9.0  (9.7)   4.5  (4.8)      14   8.7 (18.2)   3.3  (3.2)      40  13.3 (13.5)   8.8  (8.7)
 *  12  78.4 (79.1)  74.8 (79.1)      19  48.5 (49.6)  31.3 (22.8)
 * </pre>
 *
 * <p>Without requests that repeat one of shortly before, misses were two to four times as many: 20.3 for 52, 68.3 for
 * 37. Left out is cluster 18: with 660 requests for each key, so short a trace has too few keys.
 *
 * <p>Files come from anywhere: a line is refused with its number and the rule that it breaks, and nothing in a file
 * makes the reader take more memory than the requests need. Imports {@code workload}, and xz.
 */
package io.flagstone.benchmarks.trace;
