/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/**
 * One end of a connection in memcached's words. The words are made when somebody asks for them: of 10,000 connections
 * that are idle nobody does, and they were a fifth of what each of them takes.
 *
 * @param inet      its address; null for a unix socket.
 * @param transport as watchers see it.
 * @param path      of a unix socket, empty if it has none; null for others.
 */
record SocketName(InetSocketAddress inet, String transport, String path) {
    private static final int GROUPS = 8;

    static SocketName of(final SocketAddress address) {
        if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
            return new SocketName(inet, "tcp", null);
        }
        return ofUnix(address instanceof UnixDomainSocketAddress unix ? unix.getPath().toString() : "");
    }

    /** @param path as anybody may have sent it: what could pass for the end of a line is not shown. */
    static SocketName ofUnix(final String path) {
        return new SocketName(null, "local", path);
    }

    static SocketName ofUdp(final InetSocketAddress address) {
        return new SocketName(address, "udp", null);
    }

    String host() {
        if (inet == null) {
            return "unix";
        }
        return inet.getAddress() instanceof Inet6Address six ? shortest(six.getAddress())
            : inet.getAddress().getHostAddress();
    }

    int port() {
        return inet == null ? 0 : inet.getPort();
    }

    /** All of it, as {@code stats conns} shows it. */
    String whole() {
        if (inet == null) {
            return "unix:" + (path.isEmpty() ? "<AF 1>" : path.replaceAll("\\p{Cntrl}", "?"));
        }
        return inet.getAddress() instanceof Inet6Address ? transport + "6:[" + host() + "]:" + port()
            : transport + ":" + host() + ":" + port();
    }

    /** The address with its longest run of zeros left out (RFC 5952). */
    private static String shortest(final byte[] address) {
        int zeros = -1;
        int most = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && group(address, i + run) == 0) {
                run++;
            }
            if (run > most) {
                zeros = i;
                most = run;
            }
        }
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == zeros) {
                text.append("::");
                i += most - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                    .append(Integer.toHexString(group(address, i)));
            }
        }
        return text.toString();
    }

    private static int group(final byte[] address, final int index) {
        return (address[index * 2] & 0xFF) << 8 | address[index * 2 + 1] & 0xFF;
    }
}
