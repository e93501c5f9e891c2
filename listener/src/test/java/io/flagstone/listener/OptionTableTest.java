/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ByteCacheBuilder;
import io.flagstone.listener.command.ServerState;
import io.flagstone.listener.command.Statistics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goes through a list of memcached's options: each does what it says, or is refused with a sentence. */
class OptionTableTest {

    /** All names behind -o in the source of memcached 1.6.45. */
    private static final Set<String> NAMES = Set.of(("maxconns_fast no_maxconns_fast hashpower no_hashexpand "
        + "slab_reassign no_slab_reassign slab_automove no_slab_automove slab_automove_ratio slab_automove_window "
        + "slab_automove_freeratio tail_repair_time hash_algorithm lru_crawler no_lru_crawler lru_crawler_sleep "
        + "lru_crawler_tocrawl lru_maintainer no_lru_maintainer hot_lru_pct warm_lru_pct hot_max_factor "
        + "warm_max_factor temporary_ttl idle_timeout watcher_logbuf_size worker_logbuf_size read_buf_mem_limit "
        + "resp_obj_mem_limit slab_sizes slab_chunk_max no_chunked_items track_sizes inline_ascii_resp "
        + "no_inline_ascii_resp modern no_modern drop_privileges no_drop_privileges relaxed_privileges sock_cookie_id "
        + "ssl_chain_cert ssl_key ssl_ca_cert ssl_ciphers ssl_keyformat ssl_verify_mode ssl_wbuf_size "
        + "ssl_session_cache ssl_kernel_tls ssl_min_version proxy_config proxy_arg proxy_uring proxy_memprofile "
        + "ext_path ext_page_size ext_wbuf_size ext_threads ext_io_depth ext_item_size ext_item_age ext_low_ttl "
        + "ext_recache_rate ext_compact_under ext_drop_under ext_max_frag ext_max_sleep ext_drop_unread").split(" "));

    private record Row(String line, String outcome) {

        String[] words() {
            return line.split("\\s+");
        }

        String behind(final String head) {
            return outcome.substring(head.length()).strip();
        }
    }

    private static Stream<Row> rows() throws IOException {
        try (InputStream in = OptionTableTest.class.getResourceAsStream("/options.txt")) {
            final List<String> lines =
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()
                    && !line.startsWith("#")).toList();
            return lines.stream().map(line -> line.split("\\|", 2)).map(pair -> new Row(pair[0].strip(),
                pair[1].strip()));
        }
    }

    private static Map<String, String> settings(final ServerConfig config) {
        final ByteCacheBuilder builder = ByteCache.builder().memoryLimit(config.memoryLimit())
            .maximumItemSize(config.maximumItemSize()).evictionPolicy(config.evictionPolicy())
            .lruTuning(config.lruTuning())
            .automaticBalance(config.slabAutomove() > 0).callerMaintains();
        if (config.growthFactor() != 0) {
            builder.growthFactor(config.growthFactor());
        }
        try (ByteCache cache = builder.build()) {
            return new Statistics(new ServerState(cache, config, 0)).settings();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldDoWhatTheTableSays(final Row row) {
        final CommandLineResult result = CommandLine.parse(row.words());
        if (row.outcome.startsWith("refused ")) {
            final String[] codeAndWords = row.behind("refused ").split(": ", 2);
            assertEquals(Integer.parseInt(codeAndWords[0]), result.exitCode(), result.text());
            assertTrue(result.text().contains(codeAndWords[1]), result.text());
        } else if (row.outcome.startsWith("prints: ")) {
            assertEquals(0, result.exitCode());
            assertTrue(result.text().contains(row.behind("prints: ")), result.text());
        } else {
            assertNotNull(result.config(), result.text());
            if (row.outcome.startsWith("accepted: ")) {
                final String[] setting = row.behind("accepted: ").split(" ", 2);
                assertEquals(setting[1], settings(result.config()).get(setting[0]), setting[0]);
            }
        }
    }

    @Test
    void shouldNameEveryOptionOfMemcached() throws IOException {
        final Set<String> flags = new TreeSet<>();
        final Set<String> names = new TreeSet<>();
        rows().forEach(row -> {
            for (final GivenOption given : GivenOption.read(null, row.words())) {
                if (given.option() != null) {
                    flags.add(row.line.startsWith("--") ? "--" + given.option().longName() : given.option().flag());
                    if (given.option() == CommandLineOption.EXTENDED) {
                        Arrays.stream(given.text().split(",")).map(word -> Suboption.of(word).name())
                            .forEach(names::add);
                    }
                }
            }
        });
        final Set<String> expected = Arrays.stream(CommandLineOption.values()).filter(CommandLineOption::hasLetter)
            .flatMap(option -> option == CommandLineOption.STATS_PREFIX ? Stream.of(option.flag())
                : Stream.of(option.flag(), "--" + option.longName())).collect(Collectors.toCollection(TreeSet::new));
        expected.removeAll(flags);
        assertEquals(Set.of(), expected);
        final Set<String> missing = new TreeSet<>(NAMES);
        missing.removeAll(names);
        assertEquals(Set.of(), missing);
    }
}
