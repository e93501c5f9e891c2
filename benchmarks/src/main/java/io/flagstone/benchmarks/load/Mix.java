/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.console.Rule;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Which share of the requests asks for what.
 *
 * @param percents of each operation; 100 in all
 */
public record Mix(Map<Operation, Integer> percents) {
    /** Nothing but gets. */
    public static final Mix GETS = named("get=100");
    /** Nothing but sets. */
    public static final Mix SETS = named("set=100");
    /** Nothing but gets of several keys. */
    public static final Mix MULTIGETS = named("multiget=100");
    private static final int WHOLE = 100;

    /** Checks that it is whole. */
    public Mix {
        final int sum = percents.values().stream().mapToInt(Integer::intValue).sum();
        Rule.require(sum == WHOLE, "--mix must add up to 100: mix=" + text(percents));
    }

    /**
     * Reads a mix.
     *
     * @param text such as {@code get=90,set=10}; the names are get, set, delete, touch and multiget
     * @return the mix
     * @throws IllegalArgumentException if it is none
     */
    public static Mix named(final String text) {
        final Map<Operation, Integer> percents = new EnumMap<>(Operation.class);
        for (final String part : text.split(",")) {
            final int sign = part.indexOf('=');
            try {
                final Operation operation = Operation.valueOf(part.substring(0, Math.max(0, sign))
                    .toUpperCase(Locale.ROOT));
                final int percent = Integer.parseInt(part.substring(sign + 1));
                Rule.require(percent >= 0 && percents.put(operation, percent) == null,
                    "--mix must name each operation once, with a percentage: mix=" + text);
            } catch (final NumberFormatException e) {
                throw unknown(text);
            } catch (final IllegalArgumentException e) {
                throw e.getMessage().startsWith("--mix") ? e : unknown(text);
            }
        }
        return new Mix(percents);
    }

    private static IllegalArgumentException unknown(final String text) {
        return new IllegalArgumentException("--mix must be made of get, set, delete, touch and multiget, such as"
            + " get=90,set=10: mix=" + text);
    }

    int percent(final Operation operation) {
        return percents.getOrDefault(operation, 0);
    }

    private static String text(final Map<Operation, Integer> percents) {
        final StringJoiner joiner = new StringJoiner(",");
        percents.forEach((operation, percent) -> joiner.add(operation.name().toLowerCase(Locale.ROOT) + "=" + percent));
        return joiner.toString();
    }

    @Override
    public String toString() {
        return text(percents);
    }
}
