/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The base64 of binary keys: the alphabet of RFC 4648, section 4, with padding, and without line ends.
 *
 * <p>Decoding is as lenient as memcached's: bytes outside of the alphabet are skipped, the last bits of a padded group
 * may be anything, and what follows padding is ignored.
 */
final class Base64Key {
    private static final byte[] ALPHABET =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = values();
    private static final byte NONE = -1;
    private static final byte PADDING = '=';
    private static final int GROUP = 4;
    private static final int BYTES = 3;
    private static final int BITS = 6;

    private Base64Key() {
    }

    private static byte[] values() {
        final byte[] values = new byte[256];
        Arrays.fill(values, NONE);
        for (int i = 0; i < ALPHABET.length; i++) {
            values[ALPHABET[i]] = (byte) i;
        }
        values[PADDING] = 0;
        return values;
    }

    /** The length of the base64 of so many bytes. */
    static int encodedLength(final int length) {
        return (length + BYTES - 1) / BYTES * GROUP;
    }

    /**
     * Decodes.
     *
     * @param in   the base64
     * @param from index of its first byte
     * @param to   index behind its last byte
     * @param key  takes the bytes, from index 0; as long as the base64 at least
     * @return how many; 0 if this is not base64
     */
    static int decode(final ByteBuffer in, final int from, final int to, final ByteBuffer key) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += VALUES[in.get(i) & 0xFF] == NONE ? 0 : 1;
        }
        if (digits % GROUP != 0) {
            return 0;
        }
        int length = 0;
        int padding = 0;
        int group = 0;
        digits = 0;
        for (int i = from; i < to && padding == 0 | digits % GROUP != 0; i++) {
            final byte value = VALUES[in.get(i) & 0xFF];
            if (value != NONE) {
                padding += in.get(i) == PADDING ? 1 : 0;
                group = group << BITS | value;
                digits++;
                if (digits % GROUP == 0) {
                    key.put(length, (byte) (group >> 16));
                    key.put(length + 1, (byte) (group >> 8));
                    key.put(length + 2, (byte) group);
                    length += BYTES;
                }
            }
        }
        return padding < BYTES ? length - padding : 0;
    }

    /**
     * Encodes.
     *
     * @param key    the buffer that holds the bytes
     * @param offset where they begin
     * @param length how many there are
     * @param out    where to write
     * @param index  index of the first byte of the base64
     * @return the index behind its last byte
     */
    static int encode(final ByteBuffer key, final int offset, final int length, final ByteBuffer out, final int index) {
        int at = index;
        for (int i = 0; i < length; i += BYTES) {
            final int left = length - i;
            final int group = (key.get(offset + i) & 0xFF) << 16
                | (left > 1 ? (key.get(offset + i + 1) & 0xFF) << 8 : 0)
                | (left > 2 ? key.get(offset + i + 2) & 0xFF : 0);
            out.put(at, ALPHABET[group >> 18]);
            out.put(at + 1, ALPHABET[group >> 12 & 0x3F]);
            out.put(at + 2, left > 1 ? ALPHABET[group >> 6 & 0x3F] : PADDING);
            out.put(at + 3, left > 2 ? ALPHABET[group & 0x3F] : PADDING);
            at += GROUP;
        }
        return at;
    }
}
