/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource(nullValues = "NULL", value = {
        "localhost,           localhost, -1",
        "127.0.0.1:11212,     127.0.0.1, 11212",
        "127.0.0.1:0,         127.0.0.1, 0",
        "host:65535,          host,      65535",
        "[::1],               ::1,       -1",
        "[::1]:11212,         ::1,       11212",
        "::1,                 ::1,       -1",
        "fe80::1%eth0,        fe80::1%eth0, -1",
        "*,                   NULL,      -1",
        "*:11212,             NULL,      11212",
    })
    void shouldTakeAnAddressApart(final String text, final String host, final int port) {
        assertEquals(new ListenAddress(host, port), ListenAddress.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''           | address must name a host: address=",
        ":11211       | address must name a host: address=:11211",
        "[]           | address must name a host: address=[]",
        "[::1         | address must close its bracket: address=[::1",
        "[::1]11211   | address must have only :port behind its bracket: address=[::1]11211",
        "[::1]:       | port of an address must be 0 to 65535: address=[::1]:",
        "host:        | port of an address must be 0 to 65535: address=host:",
        "host:x       | port of an address must be 0 to 65535: address=host:x",
        "host:-1      | port of an address must be 0 to 65535: address=host:-1",
        "host:65536   | port of an address must be 0 to 65535: address=host:65536",
    })
    void shouldRefuseAnAddressThatIsNone(final String text, final String message) {
        final IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse(text));
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "NULL", delimiter = '|', value = {
        "notls:h:1                        | NONE    | NULL   | NULL",
        "btls:h:1                         | SERVER  | NULL   | NULL",
        "mtls:proto[ascii]:tag[web]:h:1   | MUTUAL  | ASCII  | web",
        "proto[negotiating]:h:1           | DEFAULT | AUTO   | NULL",
        "proto[proxy]:tag_12345678_:h:1   | DEFAULT | PROXY  | 12345678",
        "tag[a]:h:1                       | DEFAULT | NULL   | a",
        "notls:proto[binary]:h:1          | NONE    | BINARY | NULL",
    })
    void shouldReadWhatStandsBeforeTheAddress(final String text, final ListenerTls tls,
            final BindingProtocol protocol, final String tag) {
        assertEquals(new ListenAddress("h", 1, tls, protocol, tag), ListenAddress.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tag[]:h          | tag of an address must have 1 to 8 characters: address=tag[]:h",
        "tag_123456789_:h | tag of an address must have 1 to 8 characters: address=tag_123456789_:h",
        "tag[a:h          | address must end tag[ with ]:: address=tag[a:h",
        "proto[udp]:h     | protocol of an address must be ascii, binary, negotiating or proxy: address=proto[udp]:h",
        "foo[x]:127.0.0.1 | address must begin with a host, or with notls:, btls: or mtls:, proto[NAME]: and "
            + "tag[NAME]: in this order: address=foo[x]:127.0.0.1",
        "notls:           | address must name a host: address=notls:",
    })
    void shouldRefuseABadPrefix(final String text, final String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse(text))
            .getMessage());
    }

    @Test
    void shouldFallBackToThePortOfTheServer() {
        assertEquals(11211, ListenAddress.parse("localhost").portOr(11211));
        assertEquals(0, ListenAddress.parse("localhost:0").portOr(11211));
    }
}
