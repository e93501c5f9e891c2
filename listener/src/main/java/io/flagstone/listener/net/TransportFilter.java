/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.nio.channels.SocketChannel;

/**
 * Puts something of its own between clients and the commands. A server for tests does so, to note what comes and to
 * let things go wrong; any other has none, and is spared the question but once for each connection.
 */
@FunctionalInterface
public interface TransportFilter {
    /**
     * Takes a transport's place. Called by the worker to which the connection belongs, as is what it returns.
     *
     * @param transport of a connection that begins.
     * @param socket    of it, which any thread may shut down.
     * @param wake      has the transport read soon if it {@link Transport#holdsInput}; may be run by any thread.
     * @return what is read and written from now on.
     */
    Transport filter(Transport transport, SocketChannel socket, Runnable wake);
}
