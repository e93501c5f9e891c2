/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.nio.charset.StandardCharsets;

/** Numbers with a fraction, by their bits, as spymemcached has them; what has no such flags is read as text. */
final class Fractions {
    /** More digits than tell two numbers apart. */
    private static final int LONGEST = 64;

    private Fractions() {
    }

    static double read(final ByteReader in) {
        switch (WireFlags.kind(in.flags())) {
            case WireFlags.DOUBLE:
                return Double.longBitsToDouble(Packed.read(in, Long.BYTES));
            case WireFlags.FLOAT:
                return Float.intBitsToFloat((int) Packed.read(in, Integer.BYTES));
            default:
                WireFlags.refuseUnlessText(in);
                return parse(in);
        }
    }

    private static double parse(final ByteReader in) {
        if (in.remaining() > LONGEST) {
            throw new MalformedValueException("a number must have at most " + LONGEST + " characters: bytes="
                + in.remaining());
        }
        final String text = new String(in.getBytes(in.remaining()), StandardCharsets.ISO_8859_1);
        try {
            return Double.parseDouble(text);
        } catch (final NumberFormatException e) {
            throw new MalformedValueException("a text must be a number: text=" + text, e);
        }
    }

    static final class OfDouble implements Serializer<Double> {
        @Override
        public void write(final Double value, final ByteWriter out) {
            Packed.write(Double.doubleToLongBits(value), out);
        }

        @Override
        public Double read(final ByteReader in) {
            return Fractions.read(in);
        }

        @Override
        public int flags() {
            return WireFlags.DOUBLE;
        }
    }

    static final class OfFloat implements Serializer<Float> {
        @Override
        public void write(final Float value, final ByteWriter out) {
            Packed.write(Float.floatToIntBits(value) & 0xffff_ffffL, out);
        }

        @Override
        public Float read(final ByteReader in) {
            return (float) Fractions.read(in);
        }

        @Override
        public int flags() {
            return WireFlags.FLOAT;
        }
    }
}
