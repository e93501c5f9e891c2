/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

/**
 * Finds the half of a pair of surrogates in a text. UTF-8 has no bytes for one, and the JVM writes a question mark in
 * its place: two keys would be one, and a value would come back as another.
 */
final class Surrogates {
    /** What the JVM reads where bytes are no UTF-8. */
    static final char REPLACEMENT = '\uFFFD';

    private Surrogates() {
    }

    /** Refuses a text that has one. */
    static void check(final String text) {
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == text.length()
                    || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw unpaired(i);
                }
                i++;
            }
        }
    }

    private static IllegalArgumentException unpaired(final int index) {
        return new IllegalArgumentException("a text must have no half of a pair of surrogates: index=" + index);
    }
}
