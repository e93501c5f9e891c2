/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

/** The number of files, and so of connections, that the system lets this process have open. */
public final class OpenFileLimit {

    private OpenFileLimit() {
    }

    /**
     * Raises the limit to what the connections need, unless it is there already: a JVM has raised its soft limit to
     * the hard one at its start, so that only root can get more.
     *
     * @param connections that shall be possible.
     * @throws ProcessException if the limit is lower and the system refuses to raise it.
     */
    public static void allow(final int connections) throws ProcessException {
        final long limit = ProcessStatus.openFileLimit();
        if (limit >= connections) {
            return;
        }
        LibC.require();
        if (LibC.setrlimit(LibC.RLIMIT_NOFILE, new long[] {connections, connections}) != 0) {
            throw new ProcessException("failed to set rlimit for open files. Try starting as root or requesting "
                + "smaller maxconns value: -c " + connections + " with a limit of " + limit);
        }
    }
}
