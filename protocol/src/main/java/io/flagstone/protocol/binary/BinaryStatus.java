/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import java.nio.charset.StandardCharsets;

/** How a request ended: the code in the header of the response, and the words that are its body unless it went well. */
public enum BinaryStatus {
    /** It was done. */
    SUCCESS(0x00, ""),
    /** There is no such item. */
    NOT_FOUND(0x01, "Not found"),
    /** There is an item, or one with another CAS unique. */
    EXISTS(0x02, "Data exists for key."),
    /** The value is above the item size limit. */
    TOO_LARGE(0x03, "Too large."),
    /** Key, extras or value are missing, are not allowed, or have the wrong length. */
    INVALID_ARGUMENTS(0x04, "Invalid arguments"),
    /** There is nothing to append or prepend to, or no room for it. */
    NOT_STORED(0x05, "Not stored."),
    /** An increment or decrement of something else than a number. */
    NOT_NUMERIC(0x06, "Non-numeric server-side value for incr or decr"),
    /** The client has not said who it is, or was not believed. */
    AUTHENTICATION_FAILED(0x20, "Auth failure."),
    /** There is no such command here. */
    UNKNOWN_COMMAND(0x81, "Unknown command"),
    /** No memory for a value, and none to be had by evicting. */
    NO_MEMORY_FOR_ITEM(0x82, "Out of memory allocating item"),
    /** No memory for the longer text of a number. */
    NO_MEMORY_FOR_NUMBER(0x82, "Out of memory incrementing value"),
    /** No memory for anything else. */
    OUT_OF_MEMORY(0x82, "Out of memory");

    private final int code;
    private final byte[] words;

    BinaryStatus(final int code, final String words) {
        this.code = code;
        this.words = words.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The code on the wire.
     *
     * @return 16 bits.
     */
    public int code() {
        return code;
    }

    /**
     * What is said about it.
     *
     * @return the shared array, not to be changed; empty for success.
     */
    public byte[] words() {
        return words;
    }
}
