/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** One end of a connection in memcached's words. */
record SocketName(String host, int port, String transport, String whole) {
    private static final int GROUPS = 8;

    static SocketName of(final SocketAddress address) {
        if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
            return of(inet, "tcp");
        }
        return ofUnix(address instanceof UnixDomainSocketAddress unix ? unix.getPath().toString() : "");
    }

    /** @param path as anybody may have sent it: what could pass for the end of a line is not shown. */
    static SocketName ofUnix(final String path) {
        return new SocketName("unix", 0, "local",
            "unix:" + (path.isEmpty() ? "<AF 1>" : path.replaceAll("\\p{Cntrl}", "?")));
    }

    static SocketName ofUdp(final InetSocketAddress address) {
        return of(address, "udp");
    }

    private static SocketName of(final InetSocketAddress address, final String transport) {
        final int port = address.getPort();
        final InetAddress ip = address.getAddress();
        if (ip instanceof Inet6Address six) {
            final String host = shortest(six.getAddress());
            return new SocketName(host, port, transport, transport + "6:[" + host + "]:" + port);
        }
        final String host = ip.getHostAddress();
        return new SocketName(host, port, transport, transport + ":" + host + ":" + port);
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
