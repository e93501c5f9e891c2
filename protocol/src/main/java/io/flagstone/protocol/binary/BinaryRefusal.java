/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

/** Every way in which a request can be wrong before anything is looked up. */
public enum BinaryRefusal {
    /** The first byte is not that of a request: whatever follows, it is not this dialect. Closed without a word. */
    BAD_MAGIC(BinaryStatus.SUCCESS, true),
    /** The body is shorter than its extras and key: nobody knows where the next request begins. */
    BODY_TOO_SHORT(BinaryStatus.UNKNOWN_COMMAND, true),
    /** The body is longer than {@link BinaryRequestDecoder#MAX_BODY_LENGTH}. */
    BODY_TOO_LONG(BinaryStatus.INVALID_ARGUMENTS, true),
    /** Key, extras or value are not what the command has. */
    BAD_ARGUMENTS(BinaryStatus.INVALID_ARGUMENTS, true),
    /** The opcode means nothing. */
    UNKNOWN_COMMAND(BinaryStatus.UNKNOWN_COMMAND, false);

    private final BinaryStatus status;
    private final boolean closes;

    BinaryRefusal(final BinaryStatus status, final boolean closes) {
        this.status = status;
        this.closes = closes;
    }

    /**
     * What is answered.
     *
     * @return an error, or success for {@link #BAD_MAGIC}, which is not answered.
     */
    public BinaryStatus status() {
        return status;
    }

    /**
     * Whether the connection has to be closed after what is owed to it has been sent.
     *
     * @return true if nothing that follows on this connection may be read.
     */
    public boolean closes() {
        return closes;
    }
}
