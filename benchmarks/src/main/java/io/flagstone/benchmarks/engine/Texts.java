/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Keys and values as strings, for caches of strings. */
final class Texts {
    private static final int SEVEN_BITS = 0x7F;

    private Texts() {
    }

    static String[] of(final byte[][] keys) {
        final String[] texts = new String[keys.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = of(keys[i]);
        }
        return texts;
    }

    static String of(final byte[] key) {
        return new String(key, US_ASCII);
    }

    /** The bytes of a text; null if there is none. */
    static byte[] bytes(final String text) {
        return text == null ? null : text.getBytes(US_ASCII);
    }

    /** A text of as many characters as there are bytes. */
    static String ofValue(final byte[] value) {
        final byte[] ascii = new byte[value.length];
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) (value[i] & SEVEN_BITS);
        }
        return new String(ascii, US_ASCII);
    }
}
