/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

/** The number of files, and so of connections, that the system lets this process have open. */
public final class OpenFileLimit {

    /** What a server has open besides its connections: jars, selectors, listening sockets, a refused connection. */
    private static final int RESERVE = 128;

    private OpenFileLimit() {
    }

    /**
     * Raises the limit to what the connections need, unless it is there already: a JVM has raised its soft limit to
     * the hard one at its start, so that as a rule only root can get more.
     *
     * @param connections that shall be possible.
     * @param root        whether the process runs as root; who does not tries only what it cannot do without.
     * @throws ProcessException if the limit is lower than the connections and the system refuses to raise it.
     */
    public static void allow(final int connections, final boolean root) throws ProcessException {
        final long limit = ProcessStatus.openFileLimit();
        final long wanted = (long) connections + RESERVE;
        if (limit >= wanted || limit >= connections && !root) {
            return;
        }
        LibC.require();
        if (LibC.setrlimit(LibC.RLIMIT_NOFILE, new long[] {wanted, wanted}) != 0 && limit < connections) {
            throw new ProcessException("failed to set rlimit for open files. Try starting as root or requesting "
                + "smaller maxconns value: -c " + connections + " with a limit of " + limit);
        }
    }
}
