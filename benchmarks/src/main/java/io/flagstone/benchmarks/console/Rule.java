/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.console;

/** Checks what a caller gave. */
public final class Rule {
    private Rule() {
    }

    /**
     * Refuses what breaks a rule.
     *
     * @param holds whether the rule holds
     * @param rule  the rule, and the value that breaks it
     * @throws IllegalArgumentException if it does not hold
     */
    public static void require(final boolean holds, final String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
