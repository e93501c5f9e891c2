/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * Workloads, named and seeded: which key is asked for next ({@link io.flagstone.benchmarks.workload.ZipfKeys}), what
 * the keys look like ({@link io.flagstone.benchmarks.workload.Keys}) and how long the values are
 * ({@link io.flagstone.benchmarks.workload.ValueSizes}).
 *
 * <p>All of it is built in set-up. A measured loop reads an array and nothing else, so that the random generator is
 * not part of the figure. The same seed gives the same workload on every machine and every JVM.
 */
package io.flagstone.benchmarks.workload;
