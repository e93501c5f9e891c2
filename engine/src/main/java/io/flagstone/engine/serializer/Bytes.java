/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

import java.nio.ByteBuffer;

/** Bytes are themselves, whoever stored them, as long as they are not compressed. */
final class Bytes {
    private Bytes() {
    }

    private static byte[] rest(final ByteReader in) {
        WireFlags.refuseCompressed(in);
        return in.getBytes(in.remaining());
    }

    static final class OfArray implements Serializer<byte[]> {
        @Override
        public void write(final byte[] value, final ByteWriter out) {
            out.putBytes(value);
        }

        @Override
        public byte[] read(final ByteReader in) {
            return rest(in);
        }

        @Override
        public int flags() {
            return WireFlags.BYTES;
        }
    }

    static final class OfBuffer implements Serializer<ByteBuffer> {
        @Override
        public void write(final ByteBuffer value, final ByteWriter out) {
            out.putBytes(value);
        }

        @Override
        public ByteBuffer read(final ByteReader in) {
            return ByteBuffer.wrap(rest(in));
        }

        @Override
        public int flags() {
            return WireFlags.BYTES;
        }
    }
}
