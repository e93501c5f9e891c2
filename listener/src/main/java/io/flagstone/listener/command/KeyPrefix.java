/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.ProtocolLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What of a key is in front of the first delimiter. One that lies in a table is a {@link #copy}, and never changes. */
final class KeyPrefix implements Comparable<KeyPrefix> {
    private byte[] bytes;
    private int length;
    private int hash;

    KeyPrefix() {
        bytes = new byte[ProtocolLimits.MAX_KEY_LENGTH];
    }

    /** Takes the prefix of a key; false if it has none. */
    boolean read(final ByteBuffer in, final int offset, final int keyLength, final byte delimiter) {
        int sum = 0;
        for (int i = 0; i < Math.min(keyLength, bytes.length); i++) {
            final byte b = in.get(offset + i);
            if (b == delimiter) {
                length = i;
                hash = sum;
                return true;
            }
            bytes[i] = b;
            sum = 31 * sum + b;
        }
        return false;
    }

    KeyPrefix copy() {
        final KeyPrefix copy = new KeyPrefix();
        copy.bytes = Arrays.copyOf(bytes, length);
        copy.length = length;
        copy.hash = hash;
        return copy;
    }

    void appendTo(final StringBuilder text) {
        for (int i = 0; i < length; i++) {
            text.append((char) (bytes[i] & 0xFF));
        }
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof KeyPrefix prefix && Arrays.equals(bytes, 0, length, prefix.bytes, 0, prefix.length);
    }

    /** An order, so that keys made to collide do not make the table slow. */
    @Override
    public int compareTo(final KeyPrefix other) {
        return Arrays.compareUnsigned(bytes, 0, length, other.bytes, 0, other.length);
    }
}
