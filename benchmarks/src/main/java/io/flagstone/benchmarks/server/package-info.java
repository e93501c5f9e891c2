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
 * <p><b>CPU time</b> is the user and system time of the server's process, as the operating system counts it, divided by
 * the requests answered in the same interval: a driver on the same machine takes its share of throughput, and none of
 * the server's CPU time. It includes everything that the process does: compiler, collector and maintenance threads too.
 *
 * <p><b>The load</b> ({@code LoadDriver}) is one thread, one selector, many connections, each of which sends its next
 * requests together once all replies to the last are in. Requests and replies lie in a {@code Script} in their order,
 * so that a turn of a connection is one read, one comparison and one write of bytes that were there before; every byte
 * is verified, and nothing is allocated. <i>Rejected:</i> an array for each request and reply, copied and compared one
 * by one: the load took as long as the server, 1.0 us a request with 16 in flight, and was what limited throughput.
 *
 * <p><b>Latency</b> ({@code PacedLoad}) counts from the time at which a request was due, not from when it was sent.
 */
package io.flagstone.benchmarks.server;
