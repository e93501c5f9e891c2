/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names that commands may have, so that a test that misspells one is told. */
final class CommandNames {
    private static final Set<String> KNOWN = Set.of("get", "gets", "gat", "gats", "set", "add", "replace", "append",
        "prepend", "cas", "delete", "incr", "decr", "touch", "flush_all", "verbosity", "version", "quit", "stats",
        "shutdown", "cache_memlimit", "slabs", "lru", "lru_crawler", "watch", "refresh_certs", "mn", "mg", "ms", "md",
        "ma", "me", "noop", "sasl_list", "sasl_auth", "sasl_step");

    private CommandNames() {
    }

    /** Gives the names as a list. */
    static List<String> checked(final String... names) {
        for (final String name : names) {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("name must be one of " + String.join(" ", new TreeSet<>(KNOWN))
                    + ": name=" + name);
            }
        }
        return List.of(names);
    }
}
