/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

/** The exit codes of the standalone server: those of memcached, which takes most of them from BSD's sysexits. */
final class ExitCode {

    /** Help or version was printed, or the server was asked to stop. */
    static final int OK = 0;

    /** An option is unknown, lacks its argument, or has a value that its rule forbids. */
    static final int ERROR = 1;

    /** The command line cannot be served: EX_USAGE. */
    static final int USAGE = 64;

    /** The user to become does not exist: EX_NOUSER. */
    static final int NO_USER = 67;

    /** The operating system refused something, such as the port: EX_OSERR. */
    static final int OS_ERROR = 71;

    private ExitCode() {
    }
}
