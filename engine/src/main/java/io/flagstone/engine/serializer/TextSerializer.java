/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.util.Objects;
import java.util.function.Function;

/**
 * Values that have a short text that can be read back: wire clients see what people would write.
 *
 * @param <T> their type.
 */
final class TextSerializer<T> implements Serializer<T> {
    /** More than any of these has: what parses a text may take long for a long one. */
    private static final int LONGEST = 255;

    private final Class<T> type;
    private final Function<T, String> text;
    private final Function<String, T> parser;

    /**
     * Makes one.
     *
     * @param type   of the values.
     * @param text   of a value.
     * @param parser which returns null or throws a RuntimeException for what is none.
     */
    TextSerializer(final Class<T> type, final Function<T, String> text, final Function<String, T> parser) {
        this.type = type;
        this.text = text;
        this.parser = parser;
    }

    @Override
    public void write(final T value, final ByteWriter out) {
        out.putUtf8(text.apply(Objects.requireNonNull(value, "value must not be null")));
    }

    @Override
    public T read(final ByteReader in) {
        WireFlags.refuseUnlessText(in);
        if (in.remaining() > LONGEST) {
            throw new MalformedValueException(type.getName() + " must have at most " + LONGEST + " bytes: bytes="
                + in.remaining());
        }
        final String written = in.getUtf8(in.remaining());
        T value = null;
        RuntimeException cause = null;
        try {
            value = parser.apply(written);
        } catch (final RuntimeException e) {
            cause = e;
        }
        if (value == null) {
            throw new MalformedValueException("a text must be a " + type.getName() + ": text=" + written, cause);
        }
        return value;
    }

    @Override
    public int flags() {
        return WireFlags.TEXT;
    }

    @Override
    public String toString() {
        return "Serializers.of(" + type.getName() + ".class)";
    }
}
