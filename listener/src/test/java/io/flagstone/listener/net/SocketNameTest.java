/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketNameTest {
    private static void assertNamed(final String host, final int port, final String transport, final String whole,
            final SocketName name) {
        assertEquals(host, name.host());
        assertEquals(port, name.port());
        assertEquals(transport, name.transport());
        assertEquals(whole, name.whole());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1, tcp:127.0.0.1:5", "::1, ::1, tcp6:[::1]:5", "::, ::, tcp6:[::]:5",
        "::ffff:10.0.0.9, 10.0.0.9, tcp:10.0.0.9:5", "fe80:0:0:1:0:0:0:2, fe80:0:0:1::2, tcp6:[fe80:0:0:1::2]:5",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6, tcp6:[2001:db8:1:2:3:4:5:6]:5",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1, tcp6:[2001:db8::1:0:0:1]:5",
        "1:0:2:0:3:0:4:0, 1:0:2:0:3:0:4:0, tcp6:[1:0:2:0:3:0:4:0]:5", "1::, 1::, tcp6:[1::]:5"})
    void shouldNameAnAddressAsTheSystemDoes(final String address, final String host, final String whole)
            throws IOException {
        assertNamed(host, 5, "tcp", whole, SocketName.of(new InetSocketAddress(InetAddress.getByName(address), 5)));
    }

    @Test
    void shouldNameBothEndsOfAUnixSocket() {
        assertNamed("unix", 0, "local", "unix:/tmp/s", SocketName.of(UnixDomainSocketAddress.of("/tmp/s")));
        assertNamed("unix", 0, "local", "unix:<AF 1>", SocketName.of(UnixDomainSocketAddress.of("")));
    }
}
