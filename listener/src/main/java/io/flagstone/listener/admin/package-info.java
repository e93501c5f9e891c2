/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * What operators look at: an HTTP port, off unless asked for, with {@code /health}, {@code /metrics} for Prometheus,
 * and a page that shows the last quarter of an hour.
 *
 * <p>Imports {@code command} for what {@code stats} tells, {@code metrics} for what workers record, and the JDK's own
 * HTTP server. Nothing imports it but the server that opens it.
 *
 * <p><b>Threads.</b> One that waits for connections, at most {@link io.flagstone.listener.admin.AdminServer#HANDLERS}
 * that answer, which end when there is nothing to do, and one that looks at the counters once a second. All are daemon
 * threads; none of them is ever waited for by a worker. A thread is its client's while that sends or takes; when
 * others wait, a request that lasts for more than two seconds is ended ({@code Handlers}). {@link
 * io.flagstone.listener.admin.History} has a lock of its own, for the threads of this package.
 *
 * <p><b>Who may look.</b> Whoever reaches the port: there is no password, which is why it listens on the loopback only
 * unless told otherwise. What a browser could be talked into is refused: requests whose {@code Host} is neither an
 * address, nor {@code localhost}, nor the name that was configured (DNS rebinding); everything but GET and HEAD; and no
 * other site may read or frame an answer. The page's content policy allows its own script and style by their hash, and
 * nothing from elsewhere. With {@code -X} no key is shown.
 *
 * <p><b>Rejected.</b> The Prometheus client library: its text writer gives every counter a name that ends in
 * {@code _total}, and memcached_exporter's {@code memcached_uptime_seconds} and
 * {@code memcached_slab_items_moves_to_cold} are counters that have none. A library for JSON: one answer, written once.
 *
 * <p><b>Otherwise than memcached_exporter.</b> {@code memcached_slab_mem_requested_bytes} and
 * {@code memcached_slab_items_evicted_time_seconds}, which can go down, are gauges here.
 */
package io.flagstone.listener.admin;
