/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CipherSuitesTest {
    private static final String[] KNOWN = {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_256_GCM_SHA384", "TLS_RSA_WITH_AES_128_CBC_SHA"};

    @ParameterizedTest
    @CsvSource({"ECDHE-RSA-AES128-GCM-SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "ECDHE-ECDSA-AES256-GCM-SHA384, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "ECDHE-RSA-CHACHA20-POLY1305, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "DHE-RSA-AES256-SHA256, TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
        "ECDHE-RSA-AES128-SHA, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "AES256-GCM-SHA384, TLS_RSA_WITH_AES_256_GCM_SHA384", "AES128-SHA, TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256, TLS_DHE_RSA_WITH_AES_256_CBC_SHA256"})
    void shouldKnowASuiteByEitherName(final String name, final String suite) {
        final String[] read = CipherSuites.read(name, KNOWN, KNOWN);
        assertEquals(suite, read[read.length - 1]);
        assertEquals(3, read.length, "those of TLS 1.3 and the one that was named");
    }

    @Test
    void shouldKeepTheOrderOfTheList() {
        assertArrayEquals(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"},
            CipherSuites.read("TLS_AES_128_GCM_SHA256:AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256", KNOWN, KNOWN));
    }

    @Test
    void shouldLeaveTheChoiceToTheJdkWithoutAList() {
        assertSame(KNOWN, CipherSuites.read(null, KNOWN, KNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIGH", "!aNULL", "DES-CBC3-SHA", "ECDHE-RSA-AES128-GCM-SHA256:ALL", "@SECLEVEL=2", "NULL",
        "TLS_NULL_WITH_NULL_NULL", "DHE-RSA-AES128-GCM-SHA256", "AES128-GCM-MD5"})
    void shouldRefuseANameThatIsNoSuiteOfTheJdk(final String list) {
        final IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
            () -> CipherSuites.read(list, KNOWN, KNOWN));
        assertEquals("ssl_ciphers must be names of cipher suites that the JDK has, such as ECDHE-RSA-AES128-GCM-SHA256,"
            + " with colons between them: ssl_ciphers=" + list.substring(list.lastIndexOf(':') + 1),
            refusal.getMessage());
    }
}
