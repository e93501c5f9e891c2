/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.nio.channels.SocketChannel;

/**
 * A client on its way from the acceptor to its worker.
 *
 * @param channel  to the client, not blocking.
 * @param listener that it came by.
 */
record Accepted(SocketChannel channel, Listener listener) {
}
