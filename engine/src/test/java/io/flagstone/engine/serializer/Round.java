/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes and reads values as a cache does. */
final class Round {
    private Round() {
    }

    static <T> byte[] written(final Serializer<T> serializer, final T value) {
        final ByteWriter out = new ByteWriter();
        serializer.write(value, out);
        return out.toByteArray();
    }

    static <T> T trip(final Serializer<T> serializer, final T value) {
        return read(serializer, written(serializer, value), serializer.flags());
    }

    /** Reads from the middle of an array, whose other bytes are none of the reader's business. */
    static <T> T read(final Serializer<T> serializer, final byte[] bytes, final int flags) {
        final byte[] around = new byte[bytes.length + 7];
        Arrays.fill(around, (byte) '9');
        System.arraycopy(bytes, 0, around, 3, bytes.length);
        return serializer.read(new ByteReader().wrap(around, 3, bytes.length, flags));
    }

    static <T> T read(final Serializer<T> serializer, final String text, final int flags) {
        return read(serializer, text.getBytes(StandardCharsets.ISO_8859_1), flags);
    }

    static String refused(final Serializer<?> serializer, final String text, final int flags) {
        return refused(serializer, text.getBytes(StandardCharsets.ISO_8859_1), flags);
    }

    static String refused(final Serializer<?> serializer, final byte[] bytes, final int flags) {
        return assertThrows(MalformedValueException.class, () -> read(serializer, bytes, flags)).getMessage();
    }
}
