/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.LruTuning;

/**
 * What {@code -o} says of memcached's LRU. Its names ask for an LRU in place of s3-fifo, which has no use for them.
 */
final class LruOptions {

    private static final int MAX_PERCENT = 80;

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

    /** Notes that a name means one policy. */
    CommandLineResult ask(final EvictionPolicy policy, final String name) {
        asked = policy;
        asking = name;
        return null;
    }

    CommandLineResult percent(final Suboption option, final boolean hot) {
        tuning = option.name();
        return option.number(1, MAX_PERCENT - 1, option.name() + " must be at least 1 and < 80", percent -> {
            if (hot) {
                hotPercent = (int) percent;
            } else {
                warmPercent = (int) percent;
            }
        });
    }

    CommandLineResult factor(final Suboption option, final boolean hot) {
        tuning = option.name();
        return option.factor(Double.MAX_VALUE, option.name() + " must be a number > 0", factor -> {
            if (hot) {
                hotFactor = factor;
            } else {
                warmFactor = factor;
            }
        });
    }

    CommandLineResult temporary(final Suboption option) {
        tuning = option.name();
        return option.number(0, Integer.MAX_VALUE, option.name() + " must be a number of seconds",
            seconds -> temporarySeconds = (int) seconds);
    }

    /**
     * Puts together what the lists and {@code --eviction-policy} say.
     *
     * @param chosen  the policy that was chosen by its own option, or null.
     * @param builder to be told.
     * @return null, or why they do not fit.
     */
    CommandLineResult finish(final EvictionPolicy chosen, final ServerConfigBuilder builder) {
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

    private static CommandLineResult usage(final String text) {
        return CommandLineResult.refuse(ExitCode.USAGE, text);
    }
}
