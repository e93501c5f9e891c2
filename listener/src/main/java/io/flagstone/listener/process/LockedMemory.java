/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import java.io.PrintStream;

/** Memory that is never swapped. As in memcached, a refusal is reported and the server goes on. */
public final class LockedMemory {

    private LockedMemory() {
    }

    /**
     * Has all memory of the process locked, that which it takes later too.
     *
     * <p>With a limit that only the memory of today fits into, the process would fail at the first memory of tomorrow:
     * root takes the limit away, and others are refused unless it is away.
     *
     * @param root   whether the process runs as root.
     * @param report gets the refusal.
     * @throws ProcessException if native code cannot be used.
     */
    public static void lock(final boolean root, final PrintStream report) throws ProcessException {
        LibC.require();
        final boolean lifted = root && LibC.setrlimit(LibC.RLIMIT_MEMLOCK,
            new long[] {LibC.RLIM_INFINITY, LibC.RLIM_INFINITY}) == 0;
        final long limit = ProcessStatus.lockedMemoryLimit();
        if (!lifted && limit != Long.MAX_VALUE) {
            report.println("warning: -k invalid, the system lets this process lock " + limit
                + " bytes: allow more with ulimit -l unlimited");
        } else if (LibC.mlockall(LibC.MCL_CURRENT_AND_FUTURE) != 0) {
            report.println("warning: -k invalid, mlockall() failed: " + LibC.error());
        }
    }
}
