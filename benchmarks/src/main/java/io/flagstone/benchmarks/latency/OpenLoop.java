/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import java.util.function.LongSupplier;

/**
 * Does operations at the pace at which they become due, however long they take: what is late because an earlier one was
 * slow is late all the same, as it would be for those who ask. (Who asks only when he was answered leaves out the very
 * operations that would have been slow: coordinated omission.) Between operations it looks at the clock and never
 * sleeps. For one thread.
 */
final class OpenLoop {
    private final LongSupplier clock;
    private final double perSecond;

    /** Operations, one after the other. */
    interface Operations {
        /** Has the next one ready, before it is due. */
        void prepare();

        /** Does it, and tells what it was. */
        Latencies.Kind perform();
    }

    /**
     * Makes a loop.
     *
     * @param clock     nanoseconds from any origin
     * @param perSecond operations that become due
     */
    OpenLoop(final LongSupplier clock, final double perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
    }

    /** Does all operations that become due within some time, and those too that are late then. */
    void run(final long nanos, final Operations operations, final Latencies latencies) {
        final long start = clock.getAsLong();
        final long count = (long) (perSecond * nanos / 1e9);
        for (long i = 0; i < count; i++) {
            operations.prepare();
            final long due = start + (long) (i * 1e9 / perSecond);
            long begun = clock.getAsLong();
            while (begun < due) {
                Thread.onSpinWait();
                begun = clock.getAsLong();
            }
            final Latencies.Kind kind = operations.perform();
            latencies.record(kind, due, begun, clock.getAsLong());
        }
    }
}
