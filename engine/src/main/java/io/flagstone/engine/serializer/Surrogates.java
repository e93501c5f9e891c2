/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the half of a pair of surrogates in a text. UTF-8 has no bytes for one, and the JVM writes a question mark in
 * its place: two keys would be one, and a value would come back as another.
 */
final class Surrogates {
    /** What the JVM reads where bytes are no UTF-8. */
    static final char REPLACEMENT = '\uFFFD';

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long MARKS = ONES * '?';

    private Surrogates() {
    }

    /**
     * Refuses a text of which the JVM has made a question mark that is not in it.
     *
     * @param text  the text.
     * @param bytes what the JVM has made of it.
     */
    static void check(final String text, final byte[] bytes) {
        if (bytes.length != text.length()) {
            checkPairs(text);
        } else if (hasMark(bytes)) {
            // One byte for each character.
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '?' && text.charAt(i) != '?') {
                    throw unpaired(i);
                }
            }
        }
    }

    private static boolean hasMark(final byte[] bytes) {
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            final long word = (long) WORD.get(bytes, i) ^ MARKS;
            if ((word - ONES & ~word & HIGH_BITS) != 0) {
                return true;
            }
        }
        for (; i < bytes.length; i++) {
            if (bytes[i] == '?') {
                return true;
            }
        }
        return false;
    }

    private static void checkPairs(final String text) {
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
