/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * The server under load, and what a request costs it.
 *
 * <p>{@link io.flagstone.benchmarks.server.LoadDriver} is the load: one thread, one selector, many connections with
 * several requests in flight on each. It verifies every byte of every reply, which is cheap because the reply to each
 * request is known before it is sent. {@link io.flagstone.benchmarks.server.ServerCpu} measures: the user and system
 * time of the server's process, as the operating system counts it, divided by the requests answered in the same
 * interval, for Flagstone and for Debian's memcached in turn.
 *
 * <p>CPU time and not throughput, because a driver on the same machine takes its share of throughput and none of the
 * server's CPU time. It includes everything that the process does: compiler, collector and maintenance threads too.
 *
 * <p>Two ways of keeping requests in flight ({@link io.flagstone.benchmarks.server.LoadOptions}): by default a
 * connection sends its next requests together, once all its replies are in; with {@code --refill 1} it sends one
 * for each reply, which makes the server's reads smaller and every server dearer.
 */
package io.flagstone.benchmarks.server;
