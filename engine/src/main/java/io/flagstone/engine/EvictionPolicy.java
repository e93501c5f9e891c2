/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Which items give way to new ones when the memory is used up. */
public enum EvictionPolicy {
    /** A small queue for what is new, a main queue for what was asked for again, and a memory of what left. */
    S3_FIFO("s3-fifo"),
    /** Lists for what is new, asked for twice, and cold, each limited by share and age. */
    SEGMENTED_LRU("segmented-lru"),
    /** One list by the time of the last access. */
    LRU("lru");

    private final String policyName;

    EvictionPolicy(final String policyName) {
        this.policyName = policyName;
    }

    /**
     * Tells the name that command lines and reports use.
     *
     * @return it.
     */
    public String policyName() {
        return policyName;
    }

    /**
     * Finds the policy of a name.
     *
     * @param name of it.
     * @return the policy.
     * @throws IllegalArgumentException if there is none of that name.
     */
    public static EvictionPolicy named(final String name) {
        for (final EvictionPolicy policy : values()) {
            if (policy.policyName.equals(name)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("evictionPolicy must be one of " + Arrays.stream(values())
            .map(EvictionPolicy::policyName).collect(Collectors.joining(", ")) + ": evictionPolicy=" + name);
    }
}
