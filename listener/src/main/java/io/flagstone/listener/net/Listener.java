/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.BindingProtocol;
import io.flagstone.listener.ListenAddress;
import io.flagstone.listener.net.tls.ServerTls;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * One socket that is listened on, and what is spoken there.
 *
 * @param channel  the socket.
 * @param name     of where it is.
 * @param families of addresses that clients may have.
 * @param place    what was asked for.
 * @param protocol the dialects.
 * @param tls      what TLS needs, null where there is none.
 */
record Listener(ServerSocketChannel channel, SocketName name, Families families, ListenAddress place,
        BindingProtocol protocol, ServerTls tls) {

    /** Which addresses clients may have. */
    enum Families { ONE, BOTH, ONLY_SIX }

    /** Whether a client may connect here. */
    boolean admits(final SocketAddress client) {
        return families != Families.ONLY_SIX
            || !(client instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet4Address);
    }

    /** The end of a client's connection that is here; a socket on every interface does not tell which one. */
    SocketName nameFor(final SocketAddress local) {
        return local instanceof InetSocketAddress ? SocketName.of(local) : name;
    }
}
