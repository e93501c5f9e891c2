/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * What is recorded of a running server beyond its counters: how long commands and turns of the event loops take, and
 * which keys are asked for most. Exists only while there is an admin port to show it.
 *
 * <p>Imports nothing of this product.
 *
 * <p><b>Threads.</b> A {@link io.flagstone.listener.metrics.WorkerMetrics} belongs to one worker, which alone writes to
 * it, without a lock and without allocating; any thread reads. Histograms are cells with opaque stores: a reader may
 * see a value that its sum does not hold yet. {@link io.flagstone.listener.metrics.HotKeys} are whole under a flag
 * that the worker only tries: while somebody reads, its sample is dropped.
 *
 * <p><b>Sampling.</b> One command in {@link io.flagstone.listener.metrics.WorkerMetrics#COMMANDS_PER_SAMPLE} of a
 * worker is timed, and its key offered: two looks at the clock, some 25 ns each, for 61 commands. The number is a
 * prime, so that pipelines of a round length are not always sampled at the same place. Every turn of an event loop is
 * timed, since the longest ones matter: two looks at the clock for a system call or more.
 *
 * <p><b>Rejected.</b> HdrHistogram: its buckets do not fall on the round bounds that the text form of Prometheus needs,
 * so that every scrape would have to walk thousands of them. Timing whole pipelines and dividing by their length: an
 * expensive command would hide among cheap ones.
 */
package io.flagstone.listener.metrics;
