/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

/**
 * Another serializer's bytes under other client flags.
 *
 * @param <T> the type of the values.
 */
final class FlaggedSerializer<T> implements Serializer<T> {
    private final Serializer<T> serializer;
    private final int flags;

    FlaggedSerializer(final Serializer<T> serializer, final int flags) {
        this.serializer = serializer;
        this.flags = flags;
    }

    @Override
    public void write(final T value, final ByteWriter out) {
        serializer.write(value, out);
    }

    @Override
    public T read(final ByteReader in) {
        if (in.flags() == flags) {
            in.flags(serializer.flags());
        }
        return serializer.read(in);
    }

    @Override
    public int flags() {
        return flags;
    }

    @Override
    public String toString() {
        return "Serializers.withFlags(" + serializer + ", " + flags + ')';
    }
}
