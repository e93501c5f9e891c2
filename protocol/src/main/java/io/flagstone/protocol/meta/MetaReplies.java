/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import java.nio.charset.StandardCharsets;

/**
 * The fixed answers of the meta dialect. The arrays are shared and not to be changed.
 *
 * <p>A code is followed by flags; the lines have their line end. What is answered to a request that does not decode is
 * in {@link io.flagstone.protocol.DecodeError}.
 */
public final class MetaReplies {
    /** The code of a success. */
    public static final byte[] DONE = bytes("HD");
    /** The code of a success that a value follows. */
    public static final byte[] VALUE = bytes("VA ");
    /** The code of a key that is absent, of {@code mg} and {@code me}. */
    public static final byte[] MISS = bytes("EN");
    /** The code of a key that is absent, of the others. */
    public static final byte[] NOT_FOUND = bytes("NF");
    /** The code of a condition that was not met. */
    public static final byte[] NOT_STORED = bytes("NS");
    /** The code of an item that has another CAS unique than the one compared with. */
    public static final byte[] EXISTS = bytes("EX");
    /** The code of {@code me}. */
    public static final byte[] DEBUG = bytes("ME ");
    /** The line of a key that is absent, of {@code me}. */
    public static final byte[] MISS_LINE = bytes("EN\r\n");
    /** {@code mg} or {@code ma} could not make the item that was absent. */
    public static final byte[] OUT_OF_MEMORY_CREATING = bytes("SERVER_ERROR Out of memory allocating new item\r\n");

    private MetaReplies() {
    }

    private static byte[] bytes(final String words) {
        return words.getBytes(StandardCharsets.US_ASCII);
    }
}
