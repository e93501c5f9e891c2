/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * The server beside Debian's memcached: one {@link io.flagstone.benchmarks.server.Figure} for each line of the table
 * that says what it has to show.
 *
 * <p>Both servers run at once, one worker each, on one core; one of them is loaded at a time, from another core, in
 * rounds that take turns. A ratio is taken within each round, and the median of the ratios counts.
 *
 * <p><b>CPU time</b> is the user and system time of the server's process, as the operating system counts it
 * ({@link io.flagstone.benchmarks.load.CpuTime}), divided by
 * the requests answered in the same interval: a driver on the same machine takes its share of throughput, and none of
 * the server's CPU time. It includes everything that the process does: compiler, collector and maintenance threads too.
 *
 * <p><b>The load</b> is {@link io.flagstone.benchmarks.load}'s, on one thread, and every byte of a reply is verified.
 * With more than one request in flight it lets replies gather for a tenth of a millisecond, for otherwise a server that
 * sends each by itself, as memcached 1.6.18 does, wakes it for each: that server would look worse (7.1 us a get with 16
 * in flight, in place of 5.2), and the load would be what limits it.
 *
 * <p><b>Latency</b> counts from the time at which a request was due, not from when it was sent.
 */
package io.flagstone.benchmarks.server;
