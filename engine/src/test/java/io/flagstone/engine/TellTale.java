/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Values that tell whose they are and whether they are whole: key, version and length, then bytes that follow. */
final class TellTale {
    static final int HEADER = 12;

    private TellTale() {
    }

    static byte[] make(final int key, final int version, final int length) {
        final ByteBuffer value = ByteBuffer.allocate(HEADER + length).putInt(key).putInt(version).putInt(length);
        Arrays.fill(value.array(), HEADER, HEADER + length, filler(key, version));
        for (int i = HEADER; i < value.capacity(); i += 64) {
            value.put(i, (byte) (filler(key, version) + (i >> 6)));
        }
        return value.array();
    }

    private static byte filler(final int key, final int version) {
        return (byte) (key * 31 + version * 17);
    }

    /** Tells what is wrong with a value, null if nothing is. */
    static String flaw(final int key, final byte[] value) {
        if (value.length < HEADER) {
            return "length=" + value.length;
        }
        final ByteBuffer header = ByteBuffer.wrap(value);
        final int owner = header.getInt();
        final int version = header.getInt();
        final int length = header.getInt();
        if (owner != key || length != value.length - HEADER) {
            return "of key " + owner + " version " + version + " with " + length + " of " + value.length + " bytes";
        }
        final int at = Arrays.mismatch(value, make(key, version, length));
        return at < 0 ? null : "version " + version + " differs at " + at + " of " + value.length;
    }

    static int version(final byte[] value) {
        return ByteBuffer.wrap(value).getInt(4);
    }
}
