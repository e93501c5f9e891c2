/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import io.flagstone.listener.TlsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsStatsTest {
    /** What memcached 1.6.45 prints, in its order, then what only this server has. */
    private static final List<String> FIELDS = List.of(("maxbytes maxconns tcpport udpport inter verbosity oldest "
        + "evictions domain_socket umask shutdown_command growth_factor chunk_size num_threads num_threads_per_udp "
        + "stat_key_prefix detail_enabled reqs_per_event cas_enabled tcp_backlog binding_protocol auth_enabled_sasl "
        + "auth_enabled_ascii item_size_max maxconns_fast hashpower_init slab_reassign slab_automove "
        + "slab_automove_ratio slab_automove_window slab_chunk_max lru_crawler lru_crawler_sleep lru_crawler_tocrawl "
        + "tail_repair_time flush_enabled dump_enabled hash_algorithm lru_maintainer_thread lru_segmented hot_lru_pct "
        + "warm_lru_pct hot_max_factor warm_max_factor temp_lru temporary_ttl idle_timeout watcher_logbuf_size "
        + "worker_logbuf_size read_buf_mem_limit track_sizes inline_ascii_response ssl_enabled num_napi_ids "
        + "memory_file client_flags_size eviction_policy output_limit flagstone_version").split(" "));
    private static final List<String> TLS = List.of(("ssl_enabled ssl_chain_cert ssl_key ssl_verify_mode ssl_keyformat "
        + "ssl_ciphers ssl_ca_cert ssl_wbuf_size ssl_session_cache ssl_kernel_tls ssl_min_version num_napi_ids")
        .split(" "));

    private static Map<String, String> settings(final ServerConfigBuilder config) {
        try (ByteCache cache = ByteCache.builder().callerMaintains().build()) {
            return new Statistics(new ServerState(cache, config.build(), 0)).settings();
        }
    }

    @Test
    void shouldHaveMemcachedsFieldsInItsOrder() {
        assertEquals(FIELDS, List.copyOf(settings(ServerConfig.builder()).keySet()));
    }

    @Test
    void shouldHaveMemcachedsDefaultsButForWhatDiffers() {
        final Map<String, String> settings = settings(ServerConfig.builder());
        assertEquals("67108864 1024 0 on NULL 700 no 48 4 : 1024 yes no no 1048576 yes 0 yes 1 0.80 10 yes 100 0 0 yes "
            + "yes 0 262144 65536 0 no no no 0 (null) 4", String.join(" ", settings.get("maxbytes"),
            settings.get("maxconns"), settings.get("udpport"), settings.get("evictions"),
            settings.get("domain_socket"), settings.get("umask"), settings.get("shutdown_command"),
            settings.get("chunk_size"), settings.get("num_threads"), settings.get("stat_key_prefix"),
            settings.get("tcp_backlog"), settings.get("cas_enabled"), settings.get("auth_enabled_sasl"),
            settings.get("auth_enabled_ascii"), settings.get("item_size_max"), settings.get("maxconns_fast"),
            settings.get("hashpower_init"), settings.get("slab_reassign"), settings.get("slab_automove"),
            settings.get("slab_automove_ratio"), settings.get("slab_automove_window"), settings.get("lru_crawler"),
            settings.get("lru_crawler_sleep"), settings.get("lru_crawler_tocrawl"), settings.get("tail_repair_time"),
            settings.get("flush_enabled"), settings.get("dump_enabled"), settings.get("idle_timeout"),
            settings.get("watcher_logbuf_size"), settings.get("worker_logbuf_size"),
            settings.get("read_buf_mem_limit"), settings.get("track_sizes"), settings.get("inline_ascii_response"),
            settings.get("ssl_enabled"), settings.get("num_napi_ids"), settings.get("memory_file"),
            settings.get("client_flags_size")));
    }

    @Test
    void shouldNameTheProductByTheVersionOfTheBuild() {
        final String version = settings(ServerConfig.builder()).get("flagstone_version");
        assertTrue(version.matches("[0-9]+\\.[0-9]+\\.[0-9]+(-[A-Z]+)?"), version);
        assertEquals("flagstone " + version + " as memcached 1.6.45", ProductVersion.line());
    }

    @Test
    void shouldTellOfTlsWhereThereIsSome() {
        final Map<String, String> settings =
            settings(ServerConfig.builder().tls(TlsConfig.of(Path.of("/c"), Path.of("/k"))));
        final List<String> names = List.copyOf(settings.keySet());
        final int first = names.indexOf("ssl_enabled");
        assertEquals(TLS, names.subList(first, first + TLS.size()));
        assertEquals("yes /c /k 0 1 NULL NULL 16384 no no tlsv1.2 0",
            String.join(" ", TLS.stream().map(settings::get).toList()));
    }

    @Test
    void shouldWriteNumbersAlikeWhateverThePlaceInTheWorld() {
        final Locale before = Locale.getDefault();
        try (ByteCache cache = ByteCache.builder().callerMaintains().build()) {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            final Statistics statistics = new Statistics(new ServerState(cache, ServerConfig.builder().build(), 0));
            assertEquals("1.05 0.80 0.20 2.00", String.join(" ", Stream.of("growth_factor", "slab_automove_ratio",
                "hot_max_factor", "warm_max_factor").map(statistics.settings()::get).toList()));
            assertTrue(statistics.general().get("rusage_user").matches("[0-9]+\\.[0-9]{6}"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
