/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.console.Rule;

/**
 * Which key comes next: any, with the same chance ({@code uniform}); some far more often than others
 * ({@code zipf:0.99}, by the exponent of Zipf's law); or one behind the other ({@code sequential}).
 *
 * @param name of the order
 * @param skew exponent, for zipf
 */
public record KeyOrder(String name, double skew) {
    /** Zipf's law with the exponent that is customary. */
    public static final KeyOrder ZIPF = named("zipf:0.99");
    /** Any key with the same chance. */
    public static final KeyOrder UNIFORM = named("uniform");
    /** One behind the other. */
    public static final KeyOrder SEQUENTIAL = named("sequential");
    private static final String ZIPF_PREFIX = "zipf:";

    /**
     * Finds an order.
     *
     * @param name as listed above
     * @return the order
     * @throws IllegalArgumentException if there is none of that name
     */
    public static KeyOrder named(final String name) {
        if ("uniform".equals(name) || "sequential".equals(name)) {
            return new KeyOrder(name, 0);
        }
        try {
            final double skew = name.startsWith(ZIPF_PREFIX) ? Double.parseDouble(name.substring(ZIPF_PREFIX.length()))
                : 0;
            Rule.require(skew > 0 && skew < 100, rule(name));
            return new KeyOrder("zipf", skew);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(rule(name), e);
        }
    }

    private static String rule(final String name) {
        return "--keys must be uniform, sequential, or zipf:S with an exponent above 0: keys=" + name;
    }

    boolean isZipf() {
        return "zipf".equals(name);
    }

    boolean isSequential() {
        return "sequential".equals(name);
    }
}
