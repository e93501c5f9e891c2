/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

import org.junit.jupiter.api.Test;

class Base64KeyTest {
    @Test
    void shouldEncodeAndDecodeAsTheJdkDoes() {
        final Random random = new Random(1);
        for (int length = 1; length <= 187; length++) {
            final byte[] key = new byte[length];
            random.nextBytes(key);
            final ByteBuffer out = ByteBuffer.allocateDirect(300);
            final int end = Base64Key.encode(ByteBuffer.wrap(key), 0, length, out, 3);
            assertEquals(Base64.getEncoder().encodeToString(key), text(out, 3, end));
            assertEquals(Base64Key.encodedLength(length), end - 3);
            final ByteBuffer decoded = ByteBuffer.allocate(end - 3);
            assertEquals(length, Base64Key.decode(out, 3, end, decoded));
            assertArrayEquals(key, Arrays.copyOf(decoded.array(), length));
        }
    }

    @Test
    void shouldRefuseWhatIsNoBase64() {
        for (final String text : new String[] {"", "a", "ab", "abc", "abcde", "!!!!", "=", "====", "a===",
            "abcdA==="}) {
            assertEquals("", decoded(text), text);
        }
    }

    @Test
    void shouldBeAsLenientAsMemcached() {
        assertEquals("foo", decoded("Zm9v"));
        assertEquals("fo", decoded("Zm8="));
        assertEquals("f", decoded("Zg=="));
        assertEquals("foo", decoded("-Z.m\r9_v!"));
        assertEquals("f", decoded("Zh=="));
        assertEquals("f", decoded("Zg==Zm9v"));
        assertEquals("f`", decoded("Zm=8"));
        assertEquals("foofo", decoded("Zm9vZm8=Zm9v"));
    }

    private static String decoded(final String text) {
        final ByteBuffer in = ByteBuffer.wrap(("x" + text).getBytes(StandardCharsets.ISO_8859_1));
        final ByteBuffer key = ByteBuffer.allocate(Math.max(1, text.length()));
        return text(key, 0, Base64Key.decode(in, 1, in.limit(), key));
    }

    private static String text(final ByteBuffer buffer, final int from, final int to) {
        final byte[] bytes = new byte[to - from];
        buffer.get(from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
