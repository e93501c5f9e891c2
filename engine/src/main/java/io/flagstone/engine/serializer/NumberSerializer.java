/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.util.Objects;
import java.util.function.LongFunction;

/**
 * Whole numbers: in decimal digits, which everybody reads and the wire can count with, or packed as spymemcached packs
 * them. Both are read, by the flags.
 *
 * @param <T> their type.
 */
final class NumberSerializer<T extends Number> implements Serializer<T> {
    private final String name;
    private final int flags;
    private final long least;
    private final long most;
    private final LongFunction<T> boxing;

    NumberSerializer(final String name, final int flags, final long least, final long most,
            final LongFunction<T> boxing) {
        this.name = name;
        this.flags = flags;
        this.least = least;
        this.most = most;
        this.boxing = boxing;
    }

    @Override
    public void write(final T value, final ByteWriter out) {
        final long number = Objects.requireNonNull(value, "value must not be null").longValue();
        switch (flags) {
            case WireFlags.PACKED_INTEGER -> Packed.write(number & 0xffff_ffffL, out);
            case WireFlags.PACKED_LONG -> Packed.write(number, out);
            default -> out.putDecimal(number);
        }
    }

    @Override
    public T read(final ByteReader in) {
        final long number = number(in);
        if (number < least || number > most) {
            throw new MalformedValueException("a number must be in the range of " + name + ": number=" + number);
        }
        return boxing.apply(number);
    }

    private static long number(final ByteReader in) {
        switch (WireFlags.kind(in.flags())) {
            case WireFlags.PACKED_INTEGER:
                return (int) Packed.read(in, Integer.BYTES);
            case WireFlags.PACKED_LONG:
                return Packed.read(in, Long.BYTES);
            case WireFlags.PACKED_BYTE:
                return (byte) Packed.read(in, Byte.BYTES);
            default:
                WireFlags.refuseUnlessText(in);
                return in.getDecimal();
        }
    }

    @Override
    public int flags() {
        return flags;
    }

    @Override
    public String toString() {
        return "Serializers of " + name + " with flags " + flags;
    }
}
