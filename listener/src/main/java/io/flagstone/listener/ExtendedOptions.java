/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.LruTuning;
import java.util.Set;

/**
 * Reads the list behind {@code -o}: memcached's names, where there is something here that they mean.
 *
 * <p>Names of memcached's LRU ask for an LRU in place of s3-fifo, which has no use for them; {@code modern} and others
 * that change nothing in memcached change nothing here.
 */
final class ExtendedOptions {

    private static final Set<String> NOT_BUILT = Set.of("no_maxconns_fast", "hashpower", "no_hashexpand",
        "slab_automove_ratio", "slab_automove_window", "slab_automove_freeratio", "tail_repair_time", "hash_algorithm",
        "lru_crawler_sleep", "lru_crawler_tocrawl", "idle_timeout", "watcher_logbuf_size", "worker_logbuf_size",
        "read_buf_mem_limit", "slab_sizes", "slab_chunk_max", "no_chunked_items", "drop_privileges",
        "no_drop_privileges", "relaxed_privileges", "sock_cookie_id");
    private static final int MAX_PERCENT = 80;

    private final ServerConfigBuilder builder;
    private int hotPercent = LruTuning.DEFAULT.hotPercent();
    private int warmPercent = LruTuning.DEFAULT.warmPercent();
    private double hotFactor = LruTuning.DEFAULT.hotAgeFactor();
    private double warmFactor = LruTuning.DEFAULT.warmAgeFactor();
    private int temporarySeconds = LruTuning.DEFAULT.temporaryTimeToLiveSeconds();
    /** The last name that asked for one policy, and that policy; null if none did. */
    private String asking;
    private EvictionPolicy asked;
    /** The last name that means nothing without an LRU; null if none was given. */
    private String tuning;

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
            final int equals = word.indexOf('=');
            final String name = equals < 0 ? word : word.substring(0, equals);
            final CommandLineResult refusal = read(name, equals < 0 ? null : word.substring(equals + 1));
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /**
     * Puts together what the lists and {@code --eviction-policy} say.
     *
     * @param chosen the policy that was chosen by its own option, or null.
     * @return null, or why they do not fit.
     */
    CommandLineResult finish(final EvictionPolicy chosen) {
        if (hotPercent + warmPercent > MAX_PERCENT) {
            return usage("hot_lru_pct + warm_lru_pct cannot be more than 80% combined: -o hot_lru_pct=" + hotPercent
                + ",warm_lru_pct=" + warmPercent);
        }
        if (chosen == EvictionPolicy.S3_FIFO && (asking != null || tuning != null)) {
            return usage("-o " + (asking != null ? asking : tuning) + " needs an LRU: --eviction-policy "
                + chosen.policyName());
        }
        if (chosen != null && asked != null && chosen != asked) {
            return usage("-o " + asking + " means --eviction-policy " + asked.policyName()
                + ", and only one can be had: --eviction-policy " + chosen.policyName());
        }
        final EvictionPolicy needed = tuning == null ? null : EvictionPolicy.SEGMENTED_LRU;
        final EvictionPolicy policy = chosen != null ? chosen : asked != null ? asked : needed;
        if (policy != null) {
            builder.evictionPolicy(policy);
        }
        builder.lruTuning(new LruTuning(hotPercent, warmPercent, hotFactor, warmFactor, temporarySeconds));
        return null;
    }

    private CommandLineResult read(final String name, final String value) {
        switch (name) {
            case "modern", "maxconns_fast", "inline_ascii_resp", "no_inline_ascii_resp", "resp_obj_mem_limit" -> { }
            case "slab_reassign" -> builder.slabReassign(true);
            case "no_slab_reassign" -> builder.slabReassign(false).slabAutomove(0);
            case "no_slab_automove" -> builder.slabAutomove(0);
            case "track_sizes" -> builder.trackSizes(true);
            case "lru_crawler" -> builder.lruCrawler(true);
            case "no_lru_crawler" -> builder.lruCrawler(false);
            case "lru_maintainer" -> ask(EvictionPolicy.SEGMENTED_LRU, name);
            case "no_lru_maintainer" -> ask(EvictionPolicy.LRU, name);
            case "no_modern" -> {
                ask(EvictionPolicy.LRU, name);
                builder.slabReassign(false).slabAutomove(0).lruCrawler(false);
            }
            case "slab_automove" -> {
                return automove(value == null ? "1" : value);
            }
            case "hot_lru_pct", "warm_lru_pct" -> {
                return percent(name, value);
            }
            case "hot_max_factor", "warm_max_factor" -> {
                return factor(name, value);
            }
            case "temporary_ttl" -> {
                return temporary(name, value);
            }
            default -> {
                return unknown(name);
            }
        }
        return null;
    }

    private void ask(final EvictionPolicy policy, final String name) {
        asked = policy;
        asking = name;
    }

    private CommandLineResult automove(final String value) {
        final long mode = Numbers.parseInt(value);
        if (mode < 0 || mode > 2) {
            return error("slab_automove must be between 0 and 2", "slab_automove", value);
        }
        builder.slabAutomove((int) mode);
        return null;
    }

    private CommandLineResult percent(final String name, final String value) {
        final long percent = value == null ? 0 : Numbers.parseInt(value);
        if (percent < 1 || percent >= MAX_PERCENT) {
            return value == null ? missing(name) : error(name + " must be at least 1 and < 80", name, value);
        }
        tuning = name;
        if (name.startsWith("hot")) {
            hotPercent = (int) percent;
        } else {
            warmPercent = (int) percent;
        }
        return null;
    }

    private CommandLineResult factor(final String name, final String value) {
        final double factor = value == null ? 0 : Numbers.parseFactor(value);
        if (!(factor > 0)) {
            return value == null ? missing(name) : error(name + " must be a number > 0", name, value);
        }
        tuning = name;
        if (name.startsWith("hot")) {
            hotFactor = factor;
        } else {
            warmFactor = factor;
        }
        return null;
    }

    private CommandLineResult temporary(final String name, final String value) {
        final long seconds = value == null ? -1 : Numbers.parseInt(value);
        if (seconds < 0) {
            return value == null ? missing(name) : error(name + " must be a number of seconds", name, value);
        }
        tuning = name;
        temporarySeconds = (int) seconds;
        return null;
    }

    private static CommandLineResult unknown(final String name) {
        if (NOT_BUILT.contains(name) || name.startsWith("ssl_") || name.startsWith("ext_")
            || name.startsWith("proxy_")) {
            return usage("-o " + name + " is not built yet: leave it out");
        }
        return CommandLineResult.refuse(ExitCode.ERROR, "Illegal suboption \"" + name + "\": -o " + name);
    }

    private static CommandLineResult missing(final String name) {
        return CommandLineResult.refuse(ExitCode.ERROR, "Missing " + name + " argument: -o " + name);
    }

    private static CommandLineResult error(final String rule, final String name, final String value) {
        return CommandLineResult.refuse(ExitCode.ERROR, rule + ": -o " + name + "=" + value);
    }

    private static CommandLineResult usage(final String text) {
        return CommandLineResult.refuse(ExitCode.USAGE, text);
    }
}
