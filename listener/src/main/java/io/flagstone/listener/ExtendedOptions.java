/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.EvictionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the list behind {@code -o}: memcached's names, checked by its rules.
 *
 * <p>What tunes a part that is built otherwise here is {@link InertSettings}, and what changes nothing in memcached
 * changes nothing here; what would leave somebody without a thing that he counts on is refused.
 */
final class ExtendedOptions {

    private static final long KILOBYTE = 1 << 10;
    private static final long MEGABYTE = 1 << 20;
    private static final int MIN_HASH_POWER = 12;
    private static final int MAX_HASH_POWER = 32;
    private static final int MIN_WINDOW = 3;
    private static final int MAX_WINDOW = 1800;
    private static final int MIN_REPAIR = 10;
    private static final int MAX_SLEEP_MICROS = 1_000_000;
    private static final long MAX_UNSIGNED = 0xFFFF_FFFFL;
    private static final long MAX_LOG_BUFFER = 1 << 30;
    private static final int SLAB_ALIGNMENT = 8;
    private static final int MAX_SLAB_SIZES = 63;
    private static final Set<String> HASHES = Set.of("jenkins", "murmur3", "xxh3");

    private final ServerConfigBuilder builder;
    private final LruOptions lru = new LruOptions();
    private final TlsOptions tls = new TlsOptions();
    private int hashPower = InertSettings.DEFAULT.hashPower();
    private double automoveRatio = InertSettings.DEFAULT.automoveRatio();
    private int automoveWindow = InertSettings.DEFAULT.automoveWindow();
    private int tailRepairTime = InertSettings.DEFAULT.tailRepairTime();
    private int crawlerSleep = InertSettings.DEFAULT.crawlerSleep();
    private long crawlerItems = InertSettings.DEFAULT.crawlerItems();

    ExtendedOptions(final ServerConfigBuilder builder) {
        this.builder = builder;
    }

    /**
     * Reads one list.
     *
     * @param list of {@code name} or {@code name=value}, with commas.
     * @return null, or what is wrong with it.
     */
    CommandLineResult read(final String list) {
        for (final String word : list.split(",")) {
            final CommandLineResult refusal = word.isEmpty() ? null : read(Suboption.of(word));
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /** What is said of TLS. */
    TlsOptions tls() {
        return tls;
    }

    /**
     * Puts together what the lists and other options say.
     *
     * @param chosen the policy that was chosen by its own option, or null.
     * @return null, or why they do not fit.
     */
    CommandLineResult finish(final EvictionPolicy chosen) {
        builder.inert(new InertSettings(hashPower, automoveRatio, automoveWindow, tailRepairTime, crawlerSleep,
            crawlerItems));
        final CommandLineResult misfit = lru.finish(chosen, builder);
        return misfit != null ? misfit : tls.finish(builder);
    }

    private CommandLineResult read(final Suboption option) {
        final String name = option.name();
        return switch (name) {
            case "modern", "inline_ascii_resp", "no_inline_ascii_resp", "resp_obj_mem_limit", "no_chunked_items",
                "no_hashexpand", "relaxed_privileges", "no_drop_privileges" -> null;
            case "no_modern" -> noModern();
            case "lru_maintainer" -> lru.ask(EvictionPolicy.SEGMENTED_LRU, name);
            case "no_lru_maintainer" -> lru.ask(EvictionPolicy.LRU, name);
            case "hot_lru_pct" -> lru.percent(option, true);
            case "warm_lru_pct" -> lru.percent(option, false);
            case "hot_max_factor" -> lru.factor(option, true);
            case "warm_max_factor" -> lru.factor(option, false);
            case "temporary_ttl" -> lru.temporary(option);
            case "maxconns_fast" -> set(builder.maxconnsFast(true));
            case "no_maxconns_fast" -> set(builder.maxconnsFast(false));
            case "slab_reassign" -> set(builder.slabReassign(true));
            case "no_slab_reassign" -> set(builder.slabReassign(false).slabAutomove(0));
            case "no_slab_automove" -> set(builder.slabAutomove(0));
            case "track_sizes" -> set(builder.trackSizes(true));
            case "lru_crawler" -> set(builder.lruCrawler(true));
            case "no_lru_crawler" -> set(builder.lruCrawler(false));
            case "slab_automove" -> option.value() == null ? set(builder.slabAutomove(1))
                : option.number(0, 2, "slab_automove must be between 0 and 2",
                    mode -> builder.slabAutomove((int) mode));
            case "idle_timeout" -> option.number(0, Integer.MAX_VALUE, "idle_timeout must be a number of seconds",
                seconds -> builder.idleTimeout((int) seconds));
            case "read_buf_mem_limit" -> option.size(MEGABYTE, 0, Long.MAX_VALUE,
                "read_buf_mem_limit must be a number of megabytes", builder::readBufferLimit);
            case "watcher_logbuf_size" -> option.size(KILOBYTE, 1, MAX_LOG_BUFFER, name
                + " must be a number of kilobytes > 0", bytes -> builder.logBuffers((int) bytes,
                builder.workerLogBuffer));
            case "worker_logbuf_size" -> option.size(KILOBYTE, 1, MAX_LOG_BUFFER, name
                + " must be a number of kilobytes > 0", bytes -> builder.logBuffers(builder.watcherLogBuffer,
                (int) bytes));
            case "slab_sizes" -> slabSizes(option);
            case "slab_chunk_max" -> option.size(KILOBYTE, KILOBYTE, MEGABYTE,
                "slab_chunk_max must be a number of kilobytes up to 1024", bytes -> builder.largestChunk((int) bytes));
            default -> name.startsWith("ssl_") ? tls.read(option) : inert(option);
        };
    }

    private CommandLineResult inert(final Suboption option) {
        return switch (option.name()) {
            case "hashpower" -> option.number(MIN_HASH_POWER, MAX_HASH_POWER,
                "Initial hashtable multiplier must be 12 to 32", power -> hashPower = (int) power);
            case "slab_automove_ratio" -> option.factor(1, "slab_automove_ratio must be > 0 and <= 1",
                ratio -> automoveRatio = ratio);
            case "slab_automove_window" -> option.number(MIN_WINDOW, MAX_WINDOW,
                "slab_automove_window must be > 2 and <= 1800", window -> automoveWindow = (int) window);
            case "slab_automove_freeratio" -> option.factor(1, "slab_automove_freeratio must be > 0 and <= 1",
                ratio -> { });
            case "tail_repair_time" -> option.number(MIN_REPAIR, Integer.MAX_VALUE,
                "Cannot set tail_repair_time to less than 10 seconds", seconds -> tailRepairTime = (int) seconds);
            case "lru_crawler_sleep" -> option.number(0, MAX_SLEEP_MICROS,
                "LRU crawler sleep must be between 0 and 1 second, in microseconds",
                micros -> crawlerSleep = (int) micros);
            case "lru_crawler_tocrawl" -> option.number(0, MAX_UNSIGNED,
                "lru_crawler_tocrawl takes a numeric 32bit value", items -> crawlerItems = items);
            case "hash_algorithm" -> option.value() == null ? option.missing() : HASHES.contains(option.value()) ? null
                : option.error("Unknown hash_algorithm option (jenkins, murmur3, xxh3)");
            case "sock_cookie_id" -> option.number(0, 0, "sock_cookie_id must be 0, a socket is not marked here; the "
                + "firewall can mark what comes from the port", cookie -> { });
            default -> unknown(option);
        };
    }

    private CommandLineResult noModern() {
        builder.slabReassign(false).slabAutomove(0).lruCrawler(false).maxconnsFast(false);
        return lru.ask(EvictionPolicy.LRU, "no_modern");
    }

    private CommandLineResult slabSizes(final Suboption option) {
        if (option.value() == null) {
            return option.missing();
        }
        final List<Integer> sizes = new ArrayList<>();
        long last = 0;
        for (final String word : option.value().split("-", -1)) {
            final long size = Numbers.parseInt(word);
            if (size < 1 || size > MEGABYTE) {
                return option.misfit("slab size " + word + " is out of valid range, 1 to 1048576");
            }
            if (size <= last) {
                return option.misfit("slab size " + word
                    + " cannot be lower than or equal to a previous class size");
            }
            if (last != 0 && size <= last + SLAB_ALIGNMENT) {
                return option.misfit("slab size " + word + " must be more than 8 bytes larger than previous class");
            }
            last = size;
            sizes.add((int) size);
        }
        if (sizes.size() > MAX_SLAB_SIZES) {
            return option.misfit("too many slab classes specified, there may be 63");
        }
        return set(builder.slabSizes(sizes.toArray(new Integer[0])));
    }

    private static CommandLineResult unknown(final Suboption option) {
        if (option.name().startsWith("ext_")) {
            return option.refuse("asks for extstore, which is not built: leave it out and give the memory with -m; "
                + "-e FILE keeps the items over a restart");
        }
        if (option.name().startsWith("proxy_")) {
            return option.refuse("asks for the proxy, which is not built: leave it out and let clients spread the "
                + "keys, or put twemproxy or mcrouter in front");
        }
        if ("drop_privileges".equals(option.name())) {
            return option.refuse("asks for seccomp, which is not built: leave it out and have systemd "
                + "(SystemCallFilter=) or the container filter system calls");
        }
        return CommandLineResult.refuse(ExitCode.ERROR,
            "Illegal suboption \"" + option.name() + "\"" + Suggestion.ofSuboption(option.name())
                + " (-h shows those that exist): -o " + option.name());
    }

    /** Lets a setter of the builder stand as an arm of a switch. */
    private static CommandLineResult set(final ServerConfigBuilder ignored) {
        return null;
    }
}
