/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

/** What a percentile of the operations says beside the same one of the idle loop. */
enum PauseVerdict {
    /** The operations wait for less than the limit. */
    BELOW("below 1 ms"),
    /** They wait for longer, and the machine is not the reason. */
    NOT_BELOW("NOT below 1 ms"),
    /** The machine made the idle loop wait for longer than the operations: nothing is known of what they add to it. */
    UNKNOWN("NOT known, since the idle loop waits for longer");

    static final double AT_MOST_NANOS = 1e6;

    private final String words;

    PauseVerdict(final String words) {
        this.words = words;
    }

    static PauseVerdict of(final double operationNanos, final double idleNanos) {
        if (operationNanos < AT_MOST_NANOS) {
            return BELOW;
        }
        if (operationNanos < idleNanos) {
            return UNKNOWN;
        }
        return operationNanos - idleNanos < AT_MOST_NANOS ? BELOW : NOT_BELOW;
    }

    @Override
    public String toString() {
        return words;
    }
}
