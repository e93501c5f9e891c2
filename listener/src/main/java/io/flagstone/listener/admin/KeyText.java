/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A key as people can read it: as UTF-8 if it is, with whatever is not printable in hexadecimal. */
final class KeyText {
    private KeyText() {
    }

    /** @param key in characters of a byte each. */
    static String of(final String key) {
        final byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (final CharacterCodingException e) {
            text = null;
        }
        return text == null ? escaped(key, 0x7e) : escaped(text, Character.MAX_CODE_POINT);
    }

    private static String escaped(final String text, final int last) {
        final StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c > last || c == '\\' || !isShown(c)) {
                shown.append(String.format(c > 0xff ? "\\u{%x}" : "\\x%02x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Signs that have a shape of their own: not those that turn the direction of others, or join them. */
    private static boolean isShown(final int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE,
                Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
