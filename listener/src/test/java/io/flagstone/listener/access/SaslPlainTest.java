/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaslPlainTest {
    private final SaslPlain plain = new SaslPlain((in, user, userLength, password, passwordLength) -> {
        final byte[] said = new byte[userLength + passwordLength];
        in.get(user, said, 0, userLength);
        in.get(password, said, userLength, passwordLength);
        return new String(said, StandardCharsets.ISO_8859_1).equals("annone") && userLength == 3;
    });

    private boolean believes(final String mechanism, final String message) {
        return plain.believes(mechanism, message.replace('|', '\0').getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldNameItself() {
        assertEquals("PLAIN", plain.mechanisms());
    }

    @ParameterizedTest
    @ValueSource(strings = {"|ann|one", "ann|ann|one"})
    void shouldBelieveAUserThatActsForItself(final String message) {
        assertTrue(believes("PLAIN", message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|", "||", "|||", "ann|one", "annone", "|ann|one|", "|ann|two", "|annone|", "||annone",
        "bob|ann|one", "an|ann|one", "anna|ann|one", "||ann|one", "|ann||one", "|ann|one|x"})
    void shouldNotBelieveAnythingElse(final String message) {
        assertFalse(believes("PLAIN", message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "PLAIN ", "PLAI", "CRAM-MD5", "PLAIN\0"})
    void shouldKnowNoOtherMechanism(final String mechanism) {
        assertFalse(believes(mechanism, "|ann|one"));
    }
}
