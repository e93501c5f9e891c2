/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.net.SocketAddress;

/** A socket that is listened on, as {@code stats conns} shows it. */
record ListeningSocket(long id, SocketName name, int lastSecond) implements NamedSocket {
    ListeningSocket(final long id, final SocketAddress address, final int second) {
        this(id, SocketName.of(address), second);
    }

    @Override
    public String state() {
        return "conn_listening";
    }

    @Override
    public int repliesWaiting() {
        return 0;
    }
}
