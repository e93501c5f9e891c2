/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Copies texts of ASCII without making an array for each: the JVM copies characters out of a String and narrows them by
 * vectors, each by itself, but UTF-8 it makes only in a new array. For one thread at a time.
 */
final class AsciiEncoder {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int PIECE = 512;

    private final char[] characters = new char[PIECE];
    private final CharBuffer source = CharBuffer.wrap(characters);
    private final CharsetEncoder latin = StandardCharsets.ISO_8859_1.newEncoder();
    private byte[] array = {};
    private ByteBuffer target = ByteBuffer.wrap(array);

    /**
     * Copies a text.
     *
     * @param text   the text.
     * @param into   has room for a byte for each character.
     * @param offset of the first byte.
     * @return whether all of it is ASCII; if not, the room holds anything.
     */
    boolean encode(final String text, final byte[] into, final int offset) {
        if (into != array) {
            array = into;
            target = ByteBuffer.wrap(into);
        }
        target.limit(into.length).position(offset);
        final int length = text.length();
        for (int from = 0; from < length; from += PIECE) {
            final int to = Math.min(length, from + PIECE);
            text.getChars(from, to, characters, 0);
            source.limit(to - from).position(0);
            if (!latin.encode(source, target, true).isUnderflow()) {
                return false;
            }
        }
        return isAscii(into, offset, offset + length);
    }

    private static boolean isAscii(final byte[] bytes, final int from, final int to) {
        long all = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            all |= (long) WORD.get(bytes, i);
        }
        for (; i < to; i++) {
            all |= bytes[i];
        }
        return (all & HIGH_BITS) == 0;
    }
}
