/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

/** A text is its UTF-8. */
final class StringSerializer implements Serializer<String> {
    @Override
    public void write(final String value, final ByteWriter out) {
        out.putUtf8(value);
    }

    @Override
    public String read(final ByteReader in) {
        WireFlags.refuseUnlessText(in);
        return in.getUtf8(in.remaining());
    }

    @Override
    public int flags() {
        return WireFlags.TEXT;
    }

    @Override
    public String toString() {
        return "Serializers.string()";
    }
}
