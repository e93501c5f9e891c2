/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;

/**
 * The listening socket that a service manager has opened for this process ({@code systemd.socket} with
 * {@code Accept=no}): clients can connect before the server runs, and none is turned away while it restarts.
 *
 * <p>The JDK takes over one descriptor alone, the standard input ({@link System#inheritedChannel()}), so the socket is
 * put there first, and a second one is refused. When such a channel is closed the JDK lets go of the standard streams
 * too; whoever wants to be heard to the end leaves it open, as the service manager does.
 */
public final class InheritedSocket {

    /** The environment variable that tells how many descriptors were handed over. */
    static final String COUNT = "LISTEN_FDS";
    /** The environment variable that tells for which process they are. */
    static final String PROCESS = "LISTEN_PID";

    private static final int FIRST_DESCRIPTOR = 3;

    private InheritedSocket() {
    }

    /**
     * Tells whether a socket was handed to this process.
     *
     * @return whether there is one.
     * @throws ProcessException if there are more than one.
     */
    public static boolean isGiven() throws ProcessException {
        final String count = System.getenv(COUNT);
        return count != null && isGiven(count, System.getenv(PROCESS), ProcessHandle.current().pid());
    }

    /**
     * Tells whether sockets were handed to a process.
     *
     * @param count   what {@code LISTEN_FDS} holds.
     * @param process what {@code LISTEN_PID} holds, or null.
     * @param pid     of the process.
     * @return whether there are any.
     * @throws ProcessException if there are more than one.
     */
    static boolean isGiven(final String count, final String process, final long pid) throws ProcessException {
        if (!Long.toString(pid).equals(process) || count.equals("0")) {
            return false;
        }
        if (!count.equals("1")) {
            throw new ProcessException("one socket can be handed over, more must be opened with -l: "
                + COUNT + "=" + count);
        }
        return true;
    }

    /**
     * Takes the socket over.
     *
     * @return the socket; null if none was handed over.
     * @throws ProcessException if what was handed over is not one stream socket that is listened on.
     */
    public static ServerSocketChannel take() throws ProcessException {
        if (!isGiven()) {
            return null;
        }
        LibC.require();
        if (LibC.dup2(FIRST_DESCRIPTOR, LibC.STDIN) < 0) {
            throw new ProcessException("the socket that was handed over must be open: " + COUNT + "=1 error="
                + LibC.error());
        }
        LibC.close(FIRST_DESCRIPTOR);
        try {
            final Channel channel = System.inheritedChannel();
            if (channel instanceof ServerSocketChannel server) {
                return server;
            }
            throw new ProcessException("the socket that was handed over must be a stream socket that is listened on: "
                + COUNT + "=1 channel=" + channel);
        } catch (final IOException e) {
            throw new ProcessException("the socket that was handed over cannot be used: " + e.getMessage());
        }
    }
}
