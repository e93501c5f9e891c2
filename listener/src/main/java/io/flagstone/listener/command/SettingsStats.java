/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.CacheStats;
import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.LruTuning;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.TlsConfig;
import java.util.Locale;

/** The answer to {@code stats settings}: memcached's fields, in its order, then those it has not. */
final class SettingsStats {
    private static final String NONE = "NULL";
    /** The only format of a key that is read. */
    private static final int PEM = 1;
    /** What memcached shows where there is no TEMP. */
    private static final int UNUSED_TEMPORARY_TTL = 61;

    private final ServerState state;

    SettingsStats(final ServerState state) {
        this.state = state;
    }

    byte[] report() {
        final ServerConfig config = state.config;
        final CacheStats cache = state.cacheStats();
        final StatLines lines = new StatLines();
        lines.add("maxbytes", cache.memoryLimit())
            .add("maxconns", config.maxConnections())
            .add("tcpport", state.port())
            .add("udpport", state.udpPort())
            .add("inter", config.addresses().isEmpty() ? NONE : String.join(",", config.addresses()))
            .add("verbosity", state.verbosity())
            .add("oldest", 0)
            .add("evictions", config.evictions() ? "on" : "off")
            .add("domain_socket", config.unixSocket() == null ? NONE : config.unixSocket().toString())
            .add("umask", Integer.toOctalString(config.unixMask()))
            .flag("shutdown_command", config.shutdownCommand())
            .add("growth_factor", decimal(cache.growthFactor()))
            .add("chunk_size", config.minimumChunk())
            .add("num_threads", config.threads())
            .add("num_threads_per_udp", 1)
            .add("stat_key_prefix", String.valueOf(state.events.prefixes.delimiter()))
            .flag("detail_enabled", (state.events.wanted() & EventHub.DETAIL) != 0)
            .add("reqs_per_event", config.requestsPerEvent())
            .flag("cas_enabled", config.cas())
            .add("tcp_backlog", config.backlog())
            .add("binding_protocol", config.bindingProtocol().shown())
            .flag("auth_enabled_sasl", config.sasl())
            .add("auth_enabled_ascii", config.authFile() == null ? "no" : config.authFile().toString())
            .add("item_size_max", state.largestItem())
            .flag("maxconns_fast", config.maxconnsFast())
            .add("hashpower_init", config.inert().hashPower())
            .flag("slab_reassign", config.slabReassign())
            .add("slab_automove", state.slabs.automove())
            .add("slab_automove_ratio", decimal(state.slabs.ratio()))
            .add("slab_automove_window", state.slabs.window())
            .add("slab_chunk_max", cache.largestChunk());
        maintenance(lines);
        return lines.end();
    }

    private static String decimal(final double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private void maintenance(final StatLines lines) {
        final EvictionPolicy policy = state.cache.eviction().policy();
        final LruTuning lru = state.cache.eviction().tuning();
        lines.flag("lru_crawler", state.crawler.isEnabled())
            .add("lru_crawler_sleep", state.crawler.pauseMicros())
            .add("lru_crawler_tocrawl", state.crawler.itemsPerRun())
            .add("tail_repair_time", state.config.inert().tailRepairTime())
            .flag("flush_enabled", state.config.flushAll())
            .flag("dump_enabled", state.config.dumping())
            .add("hash_algorithm", "wyhash")
            .flag("lru_maintainer_thread", policy != EvictionPolicy.S3_FIFO)
            .flag("lru_segmented", policy == EvictionPolicy.SEGMENTED_LRU)
            .add("hot_lru_pct", lru.hotPercent())
            .add("warm_lru_pct", lru.warmPercent())
            .add("hot_max_factor", decimal(lru.hotAgeFactor()))
            .add("warm_max_factor", decimal(lru.warmAgeFactor()))
            .flag("temp_lru", lru.temporaryTimeToLiveSeconds() >= 0)
            .add("temporary_ttl", lru.temporaryTimeToLiveSeconds() < 0 ? UNUSED_TEMPORARY_TTL
                : lru.temporaryTimeToLiveSeconds())
            .add("idle_timeout", state.config.idleTimeout())
            .add("watcher_logbuf_size", state.config.watcherLogBuffer())
            .add("worker_logbuf_size", state.config.workerLogBuffer())
            .add("read_buf_mem_limit", state.config.readBufferLimit())
            .flag("track_sizes", state.config.trackSizes())
            .flag("inline_ascii_response", false);
        tls(lines, state.config.tls());
        lines.add("num_napi_ids", 0)
            .add("memory_file", state.config.memoryFile() == null ? "(null)" : state.config.memoryFile())
            .add("client_flags_size", Integer.BYTES)
            .add("eviction_policy", policy.policyName())
            .add("output_limit", state.config.outputLimit())
            .add("flagstone_version", ProductVersion.own());
    }

    private static void tls(final StatLines lines, final TlsConfig tls) {
        lines.flag("ssl_enabled", tls != null);
        if (tls != null) {
            lines.add("ssl_chain_cert", tls.certificate())
                .add("ssl_key", tls.key())
                .add("ssl_verify_mode", tls.verifyMode())
                .add("ssl_keyformat", PEM)
                .add("ssl_ciphers", tls.ciphers() == null ? NONE : tls.ciphers())
                .add("ssl_ca_cert", tls.authorities() == null ? NONE : tls.authorities())
                .add("ssl_wbuf_size", tls.writeBuffer())
                .flag("ssl_session_cache", tls.sessionCache())
                .flag("ssl_kernel_tls", false)
                .add("ssl_min_version", tls.minimumVersion().toLowerCase(Locale.ROOT));
        }
    }
}
