/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import java.nio.ByteBuffer;

/**
 * One request as the decoder found it: a view on the bytes that were decoded, reused from request to request.
 *
 * <p>It is valid until the next request is decoded into it or the bytes move. Offsets are absolute indexes into the
 * buffer that was decoded. What a command has no use for is zero. Not thread-safe.
 */
public final class BinaryRequest {
    /** The expiry that keeps an increment or decrement from making the number. */
    public static final long NEVER_MAKE = 0xffff_ffffL;

    private static final int DELTA = 0;
    private static final int INITIAL = DELTA + Long.BYTES;
    private static final int COUNT_EXPIRATION = INITIAL + Long.BYTES;
    private static final int STORE_EXPIRATION = Integer.BYTES;

    private BinaryOpcode opcode = BinaryOpcode.UNKNOWN;
    private BinaryRefusal refusal = BinaryRefusal.UNKNOWN_COMMAND;
    private byte opcodeByte;
    private boolean quiet;
    private int opaque;
    private long casUnique;
    private int keyOffset;
    private int keyLength;
    private int flags;
    private long expiration;
    private long delta;
    private long initial;
    private int valueLength;
    private long swallow;

    /**
     * Creates a request that holds nothing yet: an unknown command.
     */
    public BinaryRequest() {
    }

    /**
     * What is asked for, quietly or not.
     *
     * @return the command, even if the request is refused.
     */
    public BinaryOpcode opcode() {
        return opcode;
    }

    /**
     * The opcode as it came, which the response gives back.
     *
     * @return one byte, unsigned.
     */
    public byte opcodeByte() {
        return opcodeByte;
    }

    /**
     * Whether the client wants to hear of what it does not expect only.
     *
     * @return true for a quiet command.
     */
    public boolean isQuiet() {
        return quiet;
    }

    /**
     * Why the request is refused.
     *
     * @return the reason, or null if it is not refused.
     */
    public BinaryRefusal refusal() {
        return refusal;
    }

    /**
     * What the response gives back.
     *
     * @return any 32 bits.
     */
    public int opaque() {
        return opaque;
    }

    /**
     * The CAS unique that the item must still have.
     *
     * @return 64 bits, unsigned; 0 for any.
     */
    public long casUnique() {
        return casUnique;
    }

    /**
     * Where the key begins.
     *
     * @return an absolute index.
     */
    public int keyOffset() {
        return keyOffset;
    }

    /**
     * The length of the key.
     *
     * @return 0 to {@link io.flagstone.protocol.ProtocolLimits#MAX_KEY_LENGTH}.
     */
    public int keyLength() {
        return keyLength;
    }

    /**
     * The client's flags of a set, add or replace.
     *
     * @return 32 bits, unsigned.
     */
    public int flags() {
        return flags;
    }

    /**
     * The expiry of a store, a touch or a number to be made, and the delay of a flush.
     *
     * @return seconds, 0 to 2<sup>32</sup>-1: 0 never, up to 30 days relative, else a Unix time; {@link #NEVER_MAKE} in
     *     an increment or decrement.
     */
    public long expiration() {
        return expiration;
    }

    /**
     * The amount of an increment or decrement.
     *
     * @return 64 bits, unsigned.
     */
    public long delta() {
        return delta;
    }

    /**
     * The number that an increment or decrement makes if there is none.
     *
     * @return 64 bits, unsigned.
     */
    public long initial() {
        return initial;
    }

    /**
     * The length of the value that follows what was decoded, of a command that has one.
     *
     * @return 0 to {@link BinaryRequestDecoder#MAX_BODY_LENGTH}.
     */
    public int valueLength() {
        return valueLength;
    }

    /**
     * How many bytes behind what was decoded nobody wants: they have to be discarded unread.
     *
     * @return bytes, up to that of the longest body and what memcached discards twice; 0 for none.
     */
    public long swallow() {
        return swallow;
    }

    void begin(final ByteBuffer buffer, final int header) {
        opcodeByte = BinaryHeader.opcode(buffer, header);
        opcode = BinaryOpcode.of(opcodeByte);
        quiet = opcode.isQuiet(opcodeByte);
        opaque = BinaryHeader.opaque(buffer, header);
        casUnique = BinaryHeader.casUnique(buffer, header);
        refusal = null;
        keyOffset = 0;
        keyLength = 0;
        flags = 0;
        expiration = 0;
        delta = 0;
        initial = 0;
        valueLength = 0;
        swallow = 0;
    }

    void refuse(final BinaryRefusal why, final long bytesToSwallow) {
        refusal = why;
        swallow = bytesToSwallow;
    }

    void key(final int offset, final int length) {
        keyOffset = offset;
        keyLength = length;
    }

    void value(final int length) {
        if (opcode.hasValue()) {
            valueLength = length;
        } else {
            swallow = length;
        }
    }

    void extras(final ByteBuffer buffer, final int at, final int length) {
        switch (opcode) {
            case SET, ADD, REPLACE -> {
                flags = BinaryHeader.int32(buffer, at);
                expiration = BinaryHeader.unsigned32(buffer, at + STORE_EXPIRATION);
            }
            case INCREMENT, DECREMENT -> {
                delta = BinaryHeader.int64(buffer, at + DELTA);
                initial = BinaryHeader.int64(buffer, at + INITIAL);
                expiration = BinaryHeader.unsigned32(buffer, at + COUNT_EXPIRATION);
            }
            case TOUCH, GAT, GATK, FLUSH -> expiration = length == 0 ? 0 : BinaryHeader.unsigned32(buffer, at);
            default -> { }
        }
    }
}
