/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeyTextTest {
    private static String shown(final String key) {
        return KeyText.of(new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldShowWhatIsReadable() {
        assertEquals("user:17/<b>&\"'", shown("user:17/<b>&\"'"));
        assertEquals("schlüssel-鍵-🔑", shown("schlüssel-鍵-🔑"));
    }

    @Test
    void shouldShowBytesThatAreNoTextInHexadecimal() {
        assertEquals("a\\x00\\xff\\xe9z\\x5c", KeyText.of("a\0\u00ff\u00e9z\\"));
    }

    @Test
    void shouldShowNoSignThatChangesHowOthersLook() {
        assertEquals("a\\u{202e}b\\x7f\\u{200b}", shown("a\u202eb\u007f\u200b"));
    }
}
