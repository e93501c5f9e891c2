/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A command line of the form {@code --name value ...}. What is not asked for in the end is refused. */
final class Arguments {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    Arguments(final String[] arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("arguments must be --name value: argument=" + arguments[i]);
            }
            values.put(arguments[i].substring(2), arguments[i + 1]);
        }
    }

    static boolean asksForHelp(final String[] arguments) {
        return arguments.length == 1 && ("--help".equals(arguments[0]) || "-h".equals(arguments[0]));
    }

    String text(final String name, final String otherwise) {
        known.add(name);
        return values.getOrDefault(name, otherwise);
    }

    int number(final String name, final int otherwise) {
        final String value = text(name, null);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a number: " + name + "=" + value, e);
        }
    }

    /** Refuses what nobody asked for; call it after the last question. */
    void checkAllKnown() {
        for (final String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("no such argument: --" + name);
            }
        }
    }
}
