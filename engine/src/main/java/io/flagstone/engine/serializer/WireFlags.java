/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

/**
 * Client flags by which other clients know the kind of a value. The low bits are those of pylibmc and python-memcached,
 * the byte above them is spymemcached's, whose own two low bits mean serialized and compressed.
 */
final class WireFlags {
    /** An object, by the serialization of the client's language. */
    static final int OBJECT = 1;
    /** A number in Python, and compressed by gzip in Java: so it is never written. */
    static final int NUMBER_OR_GZIP = 2;
    /** A number in decimal digits. */
    static final int DECIMAL = 4;
    /** Compressed by zlib, in Python. */
    static final int ZLIB = 8;
    /** UTF-8. */
    static final int TEXT = 16;

    static final int BOOLEAN = 0x100;
    static final int PACKED_INTEGER = 0x200;
    static final int PACKED_LONG = 0x300;
    static final int PACKED_BYTE = 0x500;
    static final int FLOAT = 0x600;
    static final int DOUBLE = 0x700;
    static final int BYTES = 0x800;

    private static final int SPYMEMCACHED = 0xff00;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZLIB_CHECK = 31;

    private WireFlags() {
    }

    /** Tells which of spymemcached's kinds it is; 0 for none of them. */
    static int kind(final int flags) {
        return flags & SPYMEMCACHED;
    }

    /** Refuses what a client has compressed. */
    static void refuseCompressed(final ByteReader in) {
        final int flags = in.flags();
        if ((flags & (NUMBER_OR_GZIP | ZLIB)) != 0 && in.remaining() >= Short.BYTES) {
            final int start = in.peekShort();
            if ((flags & NUMBER_OR_GZIP) != 0 && start == GZIP_MAGIC
                || (flags & ZLIB) != 0 && start % ZLIB_CHECK == 0) {
                throw new MalformedValueException("a value must not be compressed; raise the compression threshold of "
                    + "the client that stores it: flags=" + flags);
            }
        }
    }

    /** Refuses what is no text: numbers in Java's own form, objects, what is compressed. */
    static void refuseUnlessText(final ByteReader in) {
        final int flags = in.flags();
        if (flags == TEXT || flags == 0 || flags == DECIMAL) {
            return;
        }
        refuseCompressed(in);
        final int kind = kind(flags);
        if ((flags & OBJECT) != 0 || kind != 0 && kind != BYTES && kind != BOOLEAN) {
            throw new MalformedValueException("a text must be stored as one, not as an object or a number of another "
                + "client: flags=" + flags);
        }
    }
}
