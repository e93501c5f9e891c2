/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

/** A digit, 1 or 0, which is a boolean to spymemcached and a number to Python. */
final class BooleanSerializer implements Serializer<Boolean> {
    @Override
    public void write(final Boolean value, final ByteWriter out) {
        out.putByte(value ? '1' : '0');
    }

    @Override
    public Boolean read(final ByteReader in) {
        WireFlags.refuseUnlessText(in);
        final long digit = in.getDecimal();
        if (digit != 0 && digit != 1) {
            throw new MalformedValueException("a boolean must be 1 or 0: number=" + digit);
        }
        return digit == 1;
    }

    @Override
    public int flags() {
        return WireFlags.BOOLEAN | WireFlags.DECIMAL;
    }

    @Override
    public String toString() {
        return "Serializers.booleans()";
    }
}
