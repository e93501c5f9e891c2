/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import com.sun.jna.Platform;

/** The files that a process leaves behind when it crashes. */
public final class CoreFiles {

    private CoreFiles() {
    }

    /**
     * Raises the limit of their size: to none, or as far as the process may.
     *
     * @throws ProcessException if there would still be no such file.
     */
    public static void enable() throws ProcessException {
        LibC.require();
        if (LibC.setrlimit(LibC.RLIMIT_CORE, new long[] {LibC.RLIM_INFINITY, LibC.RLIM_INFINITY}) == 0) {
            return;
        }
        final long hard = ProcessStatus.hardCoreFileLimit();
        if (LibC.setrlimit(LibC.RLIMIT_CORE, new long[] {hard, hard}) != 0 && ProcessStatus.coreFileLimit() == 0
                || hard == 0) {
            throw new ProcessException("failed to ensure core file creation: raise the limit with ulimit -c, or leave "
                + "-r out");
        }
    }

    /** Has Linux write such a file also when the process has become another user. */
    public static void keepForNewUser() {
        if (Platform.isLinux()) {
            LibC.prctl(LibC.PR_SET_DUMPABLE, 1);
        }
    }
}
