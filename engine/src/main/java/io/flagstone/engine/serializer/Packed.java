/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

/** Numbers as spymemcached packs them: big-endian, without the zero bytes before the first other one. */
final class Packed {
    private Packed() {
    }

    static void write(final long value, final ByteWriter out) {
        final int bytes = (Long.SIZE - Long.numberOfLeadingZeros(value) + Byte.SIZE - 1) / Byte.SIZE;
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.putByte((int) (value >>> shift));
        }
    }

    /** Reads a number that takes all the bytes. */
    static long read(final ByteReader in, final int most) {
        if (in.remaining() > most) {
            throw new MalformedValueException("a packed number must have at most " + most + " bytes: bytes="
                + in.remaining());
        }
        long value = 0;
        while (in.remaining() > 0) {
            value = value << Byte.SIZE | in.getByte() & 0xff;
        }
        return value;
    }
}
