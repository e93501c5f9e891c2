/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what code leaves behind on the heap. */
public final class Garbage {
    /** The JVM may allocate something in one of them, as when it compiles; code that allocates does in all. */
    private static final int ROUNDS = 5;
    /** Reading the counter may cost a little by itself. */
    private static final long SLACK = 1024;

    private Garbage() {
    }

    /** The least that one of some runs allocates: 0 if it is as little as measuring costs. */
    public static long of(final Runnable code) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least >= SLACK; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            code.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least < SLACK ? 0 : least;
    }
}
