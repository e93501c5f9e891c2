/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static io.flagstone.listener.admin.StatField.counter;
import static io.flagstone.listener.admin.StatField.gauge;

import java.util.List;
import java.util.Map;

/** What {@code stats} and {@code stats settings} tell of the server, under memcached_exporter's names and others. */
final class ServerFields {
    private static final String COMMANDS = "memcached_commands_total";
    private static final List<String> WITH_HITS = List.of("get", "delete", "incr", "decr", "cas", "touch");

    private static final List<StatField> GENERAL = List.of(
        counter("uptime", "memcached_uptime_seconds", "Seconds since the server was started."),
        gauge("time", "memcached_time_seconds", "The server's time in seconds since 1970."),
        counter("rusage_user", "memcached_process_user_cpu_seconds_total", "CPU time of the process itself."),
        counter("rusage_system", "memcached_process_system_cpu_seconds_total", "CPU time of the system for it."),
        counter("bytes_read", "memcached_read_bytes_total", "Bytes that clients sent."),
        counter("bytes_written", "memcached_written_bytes_total", "Bytes that clients were sent."),
        gauge("curr_connections", "memcached_current_connections", "Open connections."),
        counter("total_connections", "memcached_connections_total", "Connections that were ever opened."),
        counter("rejected_connections", "memcached_connections_rejected_total", "Connections turned away."),
        counter("conn_yields", "memcached_connections_yielded_total",
            "Times that a connection had used up its requests for one turn."),
        counter("listen_disabled_num", "memcached_connections_listener_disabled_total",
            "Times that nothing was accepted for having as many connections as are allowed."),
        gauge("accepting_conns", "memcached_accepting_connections", "Whether connections are accepted."),
        gauge("bytes", "memcached_current_bytes", "Bytes of all items: header, key and value."),
        gauge("limit_maxbytes", "memcached_limit_bytes", "The limit of memory."),
        gauge("curr_items", "memcached_current_items", "Items that are there."),
        counter("total_items", "memcached_items_total", "Items that were ever stored."),
        counter("evictions", "memcached_items_evicted_total", "Items that gave way to others."),
        counter("reclaimed", "memcached_items_reclaimed_total",
            "Items whose memory came back because they had expired or been flushed."),
        counter("store_too_large", "memcached_item_too_large_total", "Stores refused for their size."),
        counter("store_no_memory", "memcached_item_no_memory_total", "Stores refused for want of memory."),
        counter("direct_reclaims", "memcached_direct_reclaims_total", "Evictions that a store had to make itself."),
        counter("lru_crawler_starts", "memcached_lru_crawler_starts_total", "Times that the crawler was started."),
        counter("crawler_items_checked", "memcached_lru_crawler_items_checked_total", "Items the crawler looked at."),
        counter("crawler_reclaimed", "memcached_lru_crawler_reclaimed_total", "Items that the crawler freed."),
        counter("moves_to_cold", "memcached_lru_crawler_moves_to_cold_total", "Items moved to COLD."),
        counter("moves_to_warm", "memcached_lru_crawler_moves_to_warm_total",
            "Items moved to WARM; of S3-FIFO from the small to the main queue."),
        counter("moves_within_lru", "memcached_lru_crawler_moves_within_lru_total",
            "Items moved within a list; of S3-FIFO those of the main queue that were spared."));

    private static final List<StatField> SETTINGS = List.of(
        gauge("maxconns", "memcached_max_connections", "Connections that may be open at a time."),
        gauge("lru_crawler", "memcached_lru_crawler_enabled", "Whether the crawler is on."),
        gauge("lru_crawler_sleep", "memcached_lru_crawler_sleep", "Microseconds between two items of the crawler."),
        gauge("lru_crawler_tocrawl", "memcached_lru_crawler_to_crawl", "Items of one run of the crawler."),
        gauge("lru_maintainer_thread", "memcached_lru_crawler_maintainer_thread", "Whether there are lists to keep."),
        gauge("hot_lru_pct", "memcached_lru_crawler_hot_percent", "Share of memory that HOT may have."),
        gauge("warm_lru_pct", "memcached_lru_crawler_warm_percent", "Share of memory that WARM may have."),
        gauge("hot_max_factor", "memcached_lru_crawler_hot_max_factor", "Age in HOT, as a share of the age in COLD."),
        gauge("warm_max_factor", "memcached_lru_crawler_warm_max_factor",
            "Age in WARM, as a share of the age in COLD."));

    /** What memcached_exporter does not show; each only where the server has such a thing. */
    private static final List<StatField> MORE = List.of(
        counter("get_expired", "flagstone_gets_expired_total", "Gets that found an expired item."),
        counter("get_flushed", "flagstone_gets_flushed_total", "Gets that found a flushed item."),
        counter("expired_unfetched", "flagstone_items_expired_unfetched_total",
            "Items that expired before anyone asked for them."),
        counter("evicted_unfetched", "flagstone_items_evicted_unfetched_total",
            "Items that were evicted before anyone asked for them."),
        counter("slabs_moved", "flagstone_pages_moved_total", "Pages that one slab class gave up for another."),
        gauge("slab_global_page_pool", "flagstone_pages_pooled", "Pages that no slab class has."),
        gauge("hash_bytes", "flagstone_index_bytes", "Bytes of the index."),
        gauge("read_buf_bytes", "flagstone_connection_buffer_bytes", "Bytes that are kept for single connections."),
        gauge("read_buf_bytes_free", "flagstone_connection_buffer_free_bytes", "Bytes kept for the next of them."),
        counter("read_buf_oom", "flagstone_connection_buffer_refused_total", "Requests that outgrew their buffer."),
        gauge("connection_structures", "flagstone_connections_peak", "Most connections that were open at a time."),
        gauge("threads", "flagstone_workers", "Worker threads."),
        gauge("log_watchers", "flagstone_watchers", "Clients that watch."),
        counter("log_watcher_skipped", "flagstone_watch_lines_skipped_total", "Lines that a watcher did not get."),
        counter("idle_kicks", "flagstone_connections_idle_closed_total", "Connections closed for being idle."),
        counter("auth_cmds", "flagstone_authentications_total", "Times that a client said who it is."),
        counter("auth_errors", "flagstone_authentication_failures_total", "Times that it was not believed."),
        counter("ssl_new_sessions", "flagstone_tls_sessions_total", "TLS sessions that were begun."),
        counter("ssl_handshake_errors", "flagstone_tls_handshake_failures_total", "TLS handshakes that failed."),
        counter("ssl_proto_errors", "flagstone_tls_protocol_errors_total", "TLS connections that broke."),
        gauge("time_since_server_cert_refresh", "flagstone_tls_certificate_age_seconds",
            "Seconds since the certificates were read."));

    private ServerFields() {
    }

    static void write(final PrometheusText text, final Map<String, String> general,
            final Map<String, String> settings) {
        text.family("memcached_up", StatField.GAUGE, "Whether the server answers.").sample(1);
        text.family("memcached_version", StatField.GAUGE, "The memcached whose behaviour this is.")
            .sample(1, "version", general.get("version"));
        GENERAL.forEach(field -> field.write(text, general));
        commands(text, general);
        SETTINGS.forEach(field -> field.write(text, settings));
        MORE.forEach(field -> field.write(text, general));
    }

    private static void commands(final PrometheusText text, final Map<String, String> general) {
        text.family(COMMANDS, StatField.COUNTER, "Commands by name and what came of them.");
        for (final String command : WITH_HITS) {
            text.sample(general.get(command + "_hits"), "command", command, "status", "hit");
            text.sample(general.get(command + "_misses"), "command", command, "status", "miss");
        }
        text.sample(general.get("cas_badval"), "command", "cas", "status", "badval");
        text.sample(general.get("cmd_flush"), "command", "flush", "status", "hit");
        // memcached counts every cas as a set too.
        text.sample(Math.max(0, number(general, "cmd_set") - number(general, "cas_hits")
            - number(general, "cas_misses") - number(general, "cas_badval")), "command", "set", "status", "hit");
    }

    private static long number(final Map<String, String> report, final String name) {
        return Long.parseLong(report.get(name));
    }
}
