/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

/** Keys in lines that shall hold no blank and no control character. */
final class UriText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UriText() {
    }

    static void append(final StringBuilder line, final byte keyByte) {
        final int b = keyByte & 0xFF;
        if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~".indexOf(b) >= 0) {
            line.append((char) b);
        } else {
            line.append('%').append(HEX[b >> 4]).append(HEX[b & 15]);
        }
    }
}
