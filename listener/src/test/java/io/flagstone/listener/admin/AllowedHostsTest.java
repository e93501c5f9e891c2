/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {
    private final AllowedHosts hosts = new AllowedHosts("Cache1.example");

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true", "127.0.0.1:9150, true", "10.0.0.7:80, true", "[::1]:9150, true", "[::1], true",
        "[fe80::1%eth0]:1, true", "localhost, true", "LocalHost:9150, true", "cache1.example:9150, true",
        "evil.example, false", "evil.example:9150, false", "localhost.evil.example, false",
        "127.0.0.1.evil.example:9150, false", "1.2.3.4.evil, false", "cache1.example.evil, false", "'', false",
        "a@127.0.0.1, false", "1.2.3, false", "[evil.example], false",
    })
    void shouldAllowAddressesAndNamesThatNobodyElseCanPointHere(final String header, final boolean allowed) {
        assertEquals(allowed, hosts.allow(header));
    }

    @Test
    void shouldAllowWhatComesFromNoBrowser() {
        assertTrue(hosts.allow(null));
    }
}
