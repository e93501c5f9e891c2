/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.util.ArrayList;
import java.util.List;

/** What may have been meant by a long option, or a name behind {@code -o}, that does not exist. */
final class Suggestion {

    /** More mistakes than this make another word. */
    private static final int MOST_MISTAKES = 2;
    private static final String DASHES = "--";
    /** The names behind {@code -o} that do something. */
    static final List<String> SUBOPTIONS = List.of("slab_reassign", "no_slab_reassign", "slab_automove",
        "no_slab_automove", "slab_sizes", "slab_chunk_max", "lru_crawler", "no_lru_crawler", "track_sizes",
        "maxconns_fast", "no_maxconns_fast", "idle_timeout", "read_buf_mem_limit", "watcher_logbuf_size",
        "lru_maintainer", "no_lru_maintainer", "hot_lru_pct", "warm_lru_pct", "hot_max_factor", "warm_max_factor",
        "temporary_ttl", "no_modern", "ssl_chain_cert", "ssl_key", "ssl_ca_cert", "ssl_ciphers", "ssl_verify_mode",
        "ssl_min_version", "ssl_session_cache");

    private Suggestion() {
    }

    /**
     * Looks for options that begin with a word, or else for those that are one or two letters away from it.
     *
     * @param word as it was written, perhaps with a value behind it.
     * @return a comma and the question, or nothing.
     */
    static String of(final String word) {
        final String name = word.startsWith(DASHES) ? word.substring(DASHES.length()).replaceFirst("=.*", "") : "";
        if (name.length() <= MOST_MISTAKES) {
            return "";
        }
        final List<String> beginning = new ArrayList<>();
        final List<String> near = new ArrayList<>();
        for (final CommandLineOption option : CommandLineOption.values()) {
            if (option.help() != null && option.longName().startsWith(name)) {
                beginning.add(DASHES + option.longName());
            } else if (option.help() != null && mistakes(name, option.longName()) <= MOST_MISTAKES) {
                near.add(DASHES + option.longName());
            }
        }
        return question(beginning.isEmpty() ? near : beginning);
    }

    /**
     * Looks for names behind {@code -o} that are one or two letters away from one, or have all its words.
     *
     * @param name as it was written.
     * @return a comma and the question, or nothing.
     */
    static String ofSuboption(final String name) {
        if (name.length() <= MOST_MISTAKES) {
            return "";
        }
        final List<String> words = List.of(name.split("_"));
        return question(SUBOPTIONS.stream().filter(other -> mistakes(name, other) <= MOST_MISTAKES
            || List.of(other.split("_")).containsAll(words)).toList());
    }

    private static String question(final List<String> meant) {
        return meant.isEmpty() ? "" : ", did you mean " + String.join(" or ", meant) + "?";
    }

    /** How many letters must be put in, taken out or replaced to make one of the other. */
    private static int mistakes(final String one, final String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            final int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                final int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
