/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Every way in which a request can be wrong before anything is looked up, with the words that answer it.
 *
 * <p>Several constants share their words: memcached says "bad command line format" to most mistakes.
 */
public enum DecodeError {
    /** The line does not name a command. */
    UNKNOWN_COMMAND("ERROR\r\n", false),
    /** Too few words, an unreadable number, or fewer than four bytes in all. */
    BAD_COMMAND_LINE("CLIENT_ERROR bad command line format\r\n", false),
    /** A key of more than {@link ProtocolLimits#MAX_KEY_LENGTH} bytes. */
    KEY_TOO_LONG("CLIENT_ERROR bad command line format\r\n", false),
    /** An expiry or a delay that is not a 32-bit number. */
    BAD_EXPTIME("CLIENT_ERROR invalid exptime argument\r\n", false),
    /** The amount of an incr or decr is not an unsigned 64-bit number. */
    BAD_DELTA("CLIENT_ERROR invalid numeric delta argument\r\n", false),
    /** The memory limit is missing or not an unsigned 32-bit number. */
    BAD_MEMORY_LIMIT("ERROR\r\n", false),
    /** The client flags of {@code ms} or {@code md} are not an unsigned 32-bit number. */
    BAD_CLIENT_FLAGS("CLIENT_ERROR bad command line format\r\n", false),
    /** More words than a line of the meta dialect may have. */
    TOO_MANY_FLAGS("CLIENT_ERROR options flags are too long\r\n", false),
    /** A flag of the meta dialect stands twice. */
    DUPLICATE_FLAG("CLIENT_ERROR duplicate flag\r\n", false),
    /** A letter that is no flag of the meta dialect. */
    INVALID_FLAG("CLIENT_ERROR invalid flag\r\n", false),
    /** A flag of the meta dialect whose number is missing or cannot be read. */
    BAD_FLAG_TOKEN("CLIENT_ERROR bad token in command line format\r\n", false),
    /** The initial value of {@code ma} is not an unsigned 64-bit number. */
    BAD_INITIAL_VALUE("CLIENT_ERROR invalid numeric initial value\r\n", false),
    /** The amount of {@code ma} is not an unsigned 64-bit number. */
    BAD_META_DELTA("CLIENT_ERROR invalid numeric delta value\r\n", false),
    /** A binary key that is not base64. */
    BAD_KEY_ENCODING("CLIENT_ERROR error decoding key\r\n", false),
    /** Any mistake in the flags of {@code ma}, which says no more about it. */
    BAD_ARITHMETIC_FLAG("CLIENT_ERROR invalid or duplicate flag\r\n", false),
    /** A letter that is no mode of {@code ms}. */
    BAD_SET_MODE("CLIENT_ERROR invalid mode for ms M token\r\n", false),
    /** A letter that is no mode of {@code ma}. */
    BAD_ARITHMETIC_MODE("CLIENT_ERROR invalid mode for ma M token\r\n", false),
    /** An opaque of more than {@link ProtocolLimits#MAX_OPAQUE_LENGTH} bytes. */
    OPAQUE_TOO_LONG("CLIENT_ERROR opaque token too long\r\n", false),
    /** Somebody speaks HTTP: the connection is closed without a word, so that no request body runs as commands. */
    HTTP_REQUEST("", true),
    /** The first byte of the connection is that of a TLS handshake. */
    TLS_HANDSHAKE("SERVER_ERROR TLS (first byte 0x16) is not served here: connect without it\r\n", true),
    /** More than {@link ProtocolLimits#MAX_LINE_WITHOUT_END} bytes without a line end: closed without a word. */
    LINE_TOO_LONG("", true);

    private static final byte FIRST_OF_TLS = 0x16;

    private final byte[] reply;
    private final boolean closes;

    DecodeError(final String reply, final boolean closes) {
        this.reply = reply.getBytes(StandardCharsets.US_ASCII);
        this.closes = closes;
    }

    /**
     * Tells by the first byte of a connection that no dialect of the protocol is what follows.
     *
     * @param first byte of the connection
     * @return what follows instead, or null if it may be served
     */
    public static DecodeError ofFirstByte(final byte first) {
        return first == FIRST_OF_TLS ? TLS_HANDSHAKE : null;
    }

    /**
     * The answer in the text dialect, with its line end.
     *
     * @return the shared array, not to be changed; empty where the connection is closed without a word
     */
    public byte[] reply() {
        return reply;
    }

    /**
     * Whether the connection has to be closed after what was already owed to it has been sent.
     *
     * @return true if nothing that follows on this connection may be read
     */
    public boolean closes() {
        return closes;
    }
}
