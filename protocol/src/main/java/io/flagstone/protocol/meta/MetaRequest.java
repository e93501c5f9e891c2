/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import java.nio.ByteBuffer;

import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.ProtocolLimits;

/**
 * The key and the flags of one request of the meta dialect, reused from request to request.
 *
 * <p>It is a view on the line that {@link MetaDecoder} decoded, valid as long as that line is where it was, unless
 * {@link #keep} made a copy. Numbers that no flag gave are 0, except for {@link #delta()}. Not thread-safe.
 */
public final class MetaRequest {
    static final int MAX_FLAGS = ProtocolLimits.MAX_META_TOKENS - 2;

    final byte[] letters = new byte[MAX_FLAGS];
    int count;
    long seen;
    DecodeError error;
    ByteBuffer line = ByteBuffer.allocate(0);
    ByteBuffer keyBuffer = line;
    int keyOffset;
    int keyLength;
    boolean binaryKey;
    int opaqueOffset;
    int opaqueLength;
    byte mode;
    int exptime;
    int vivifyExptime;
    int recacheTime;
    int clientFlags;
    long compareCas;
    long newCas;
    long delta;
    long initial;
    final ByteBuffer decodedKey = ByteBuffer.allocate(ProtocolLimits.MAX_KEY_LENGTH);
    private ByteBuffer copy;

    /**
     * Creates a request that holds nothing yet.
     */
    public MetaRequest() {
    }

    static long bit(final int letter) {
        return 1L << letter - 'A';
    }

    void begin(final ByteBuffer buffer, final int offset, final int length) {
        line = buffer;
        keyBuffer = buffer;
        keyOffset = offset;
        keyLength = length;
        count = 0;
        seen = 0;
        error = null;
        binaryKey = false;
        opaqueOffset = 0;
        opaqueLength = 0;
        mode = 0;
        exptime = 0;
        vivifyExptime = 0;
        recacheTime = 0;
        clientFlags = 0;
        compareCas = 0;
        newCas = 0;
        delta = 1;
        initial = 0;
    }

    /**
     * Why the request is refused.
     *
     * @return the reason, or null if it is not refused
     */
    public DecodeError error() {
        return error;
    }

    /**
     * Whether the request has a flag.
     *
     * @param letter of the flag, A to Z or a to z
     * @return true if it has
     */
    public boolean has(final char letter) {
        return (seen & bit(letter)) != 0;
    }

    /**
     * Whether one flag stands in front of another.
     *
     * @param first  the letter of a flag that the request has
     * @param second the letter of another flag
     * @return true if the second is there, and behind the first
     */
    public boolean hasBehind(final char first, final char second) {
        boolean behind = false;
        for (int i = 0; i < count && has(second); i++) {
            if (letters[i] == second) {
                return behind;
            }
            behind |= letters[i] == first;
        }
        return false;
    }

    /**
     * How many flags the request has.
     *
     * @return 0 or more
     */
    public int flagCount() {
        return count;
    }

    /**
     * A flag.
     *
     * @param index 0 to {@link #flagCount()} - 1, in the order of the request
     * @return its letter
     */
    public byte flag(final int index) {
        return letters[index];
    }

    /**
     * The buffer that holds the key.
     *
     * @return that of the line, or another if the key was base64
     */
    public ByteBuffer keyBuffer() {
        return keyBuffer;
    }

    /**
     * Where the key begins.
     *
     * @return an absolute index into {@link #keyBuffer()}
     */
    public int keyOffset() {
        return keyOffset;
    }

    /**
     * The length of the key, decoded.
     *
     * @return 1 to {@link ProtocolLimits#MAX_KEY_LENGTH} if the request is not refused
     */
    public int keyLength() {
        return keyLength;
    }

    /**
     * Whether the key was base64, and has to be again wherever it is shown.
     *
     * @return true if the request has the flag {@code b}
     */
    public boolean isBinaryKey() {
        return binaryKey;
    }

    /**
     * Whether the opaque is longer than {@link ProtocolLimits#MAX_OPAQUE_LENGTH}. memcached finds that as late as in
     * its answer, and so this is no {@link #error()}.
     *
     * @return true if {@link DecodeError#OPAQUE_TOO_LONG} must be answered
     */
    public boolean isOpaqueTooLong() {
        return opaqueLength > ProtocolLimits.MAX_OPAQUE_LENGTH;
    }

    /**
     * The mode of {@code ms} and {@code ma}: the first byte behind the {@code M}.
     *
     * @return one of {@code E A P R S} for ms, {@code I + D -} for ma; 0 if none is given
     */
    public byte mode() {
        return mode;
    }

    /**
     * The time to live that the flag {@code T} gives.
     *
     * @return as {@link io.flagstone.protocol.Request#exptime()}
     */
    public int exptime() {
        return exptime;
    }

    /**
     * The time to live that the flag {@code N} gives to an item that has to be made.
     *
     * @return as {@link io.flagstone.protocol.Request#exptime()}
     */
    public int vivifyExptime() {
        return vivifyExptime;
    }

    /**
     * The time to live below which the flag {@code R} asks for a new value.
     *
     * @return as {@link io.flagstone.protocol.Request#exptime()}
     */
    public int recacheTime() {
        return recacheTime;
    }

    /**
     * The client flags that {@code F} gives.
     *
     * @return 32 bits, unsigned
     */
    public int clientFlags() {
        return clientFlags;
    }

    /**
     * The CAS unique that {@code C} compares with.
     *
     * @return 64 bits, unsigned
     */
    public long compareCas() {
        return compareCas;
    }

    /**
     * The CAS unique that {@code E} gives to the item.
     *
     * @return 64 bits, unsigned; 0 for the next one
     */
    public long newCas() {
        return newCas;
    }

    /**
     * The amount of {@code ma}.
     *
     * @return 64 bits, unsigned; 1 if none is given
     */
    public long delta() {
        return delta;
    }

    /**
     * The number that {@code ma} makes where there is none.
     *
     * @return 64 bits, unsigned
     */
    public long initial() {
        return initial;
    }

    /**
     * Becomes a copy of another request that stays valid when the line of that one is gone.
     *
     * @param other not refused
     */
    public void keep(final MetaRequest other) {
        if (copy == null) {
            copy = ByteBuffer.allocate(ProtocolLimits.MAX_KEY_LENGTH + ProtocolLimits.MAX_OPAQUE_LENGTH);
        }
        begin(copy, 0, other.keyLength);
        copy.put(0, other.keyBuffer, other.keyOffset, other.keyLength);
        binaryKey = other.binaryKey;
        opaqueOffset = other.keyLength;
        opaqueLength = Math.min(other.opaqueLength, ProtocolLimits.MAX_OPAQUE_LENGTH);
        copy.put(opaqueOffset, other.line, other.opaqueOffset, opaqueLength);
        System.arraycopy(other.letters, 0, letters, 0, other.count);
        count = other.count;
        seen = other.seen;
        mode = other.mode;
        exptime = other.exptime;
        vivifyExptime = other.vivifyExptime;
        recacheTime = other.recacheTime;
        clientFlags = other.clientFlags;
        compareCas = other.compareCas;
        newCas = other.newCas;
        delta = other.delta;
        initial = other.initial;
    }
}
