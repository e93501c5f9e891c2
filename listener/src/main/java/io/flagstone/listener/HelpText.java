/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.listener.command.ProductVersion;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The text of {@code -h}: every option that is built, laid out by picocli. */
final class HelpText {

    private static final int WIDTH = 100;
    private static final int LONGEST_OPTION = 34;

    private HelpText() {
    }

    /**
     * Renders the text.
     *
     * @return lines without colours, at most 100 columns wide, the last without its end.
     */
    static String render() {
        final CommandSpec spec = CommandSpec.create().name("flagstone");
        for (final CommandLineOption option : CommandLineOption.values()) {
            if (option.help() != null) {
                spec.addOption(optionSpec(option));
            }
        }
        spec.usageMessage()
            .width(WIDTH)
            .longOptionsMaxWidth(LONGEST_OPTION)
            .sortOptions(false)
            .header(ProductVersion.line(), "")
            .customSynopsis("java -jar flagstone.jar [OPTION]...")
            .synopsisHeading("Usage: ")
            .description("", "An in-memory cache that serves the memcached protocol.", "")
            .footer("",
                "-o takes memcached's names:",
                "  [no_]slab_reassign, slab_automove=0|1|2, no_slab_automove, slab_sizes=A-B-C, slab_chunk_max=KB",
                "  [no_]lru_crawler, track_sizes, [no_]maxconns_fast, idle_timeout=SECONDS",
                "  read_buf_mem_limit=MB (requests that are not complete, default 64), watcher_logbuf_size=KB",
                "  lru_maintainer, {hot,warm}_lru_pct=N, {hot,warm}_max_factor=F, temporary_ttl=SECONDS",
                "    ask for --eviction-policy segmented-lru; no_lru_maintainer and no_modern for lru",
                "  ssl_chain_cert=FILE, ssl_key=FILE, ssl_ca_cert=FILE, ssl_ciphers=LIST, ssl_verify_mode=0..3,",
                "    ssl_min_version=2|3, ssl_session_cache, ssl_keyformat=1",
                "  accepted, and without effect here: modern, hashpower, no_hashexpand, hash_algorithm,",
                "    slab_automove_{ratio,window,freeratio}, tail_repair_time, lru_crawler_{sleep,tocrawl},",
                "    worker_logbuf_size=KB, no_chunked_items, [no_]inline_ascii_resp, resp_obj_mem_limit,",
                "    relaxed_privileges, no_drop_privileges, sock_cookie_id=0, ssl_kernel_tls, ssl_wbuf_size=KB",
                "",
                "Options may also come from the environment and from a file; the command line goes before the",
                "environment, and that before the file, but the names behind -o add up. --memory-limit=1g is the",
                "variable FLAGSTONE_MEMORY_LIMIT=1g, --daemon is FLAGSTONE_DAEMON=yes, and FLAGSTONE_OPTIONS may",
                "hold any words as on the command line. In a file, one option stands on a line, without quotes.",
                "",
                "As root, -u is required. SIGTERM, SIGINT and SIGUSR1 stop the server, exit code 0; SIGHUP",
                "has it read users and certificates again.",
                "Exit codes: 1 bad option, 64 bad usage, 67 no such user, 71 refused by the system.");
        return new picocli.CommandLine(spec).getUsageMessage(Ansi.OFF).stripTrailing();
    }

    private static OptionSpec optionSpec(final CommandLineOption option) {
        final String longName = "--" + option.longName();
        final OptionSpec.Builder builder = (option.hasLetter() ? OptionSpec.builder(option.flag(), longName)
            : OptionSpec.builder(longName))
            .description(option.help().replace("%", "%%"));
        if (option.takesArgument()) {
            builder.arity("1").type(String.class).paramLabel(option.argument());
        } else {
            builder.arity("0").type(boolean.class);
        }
        return builder.build();
    }
}
