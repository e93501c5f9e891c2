/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import java.nio.charset.StandardCharsets;

/**
 * Keys that share a model. {@link #operate} is called by all workers at once; the other methods while nobody works on
 * the cache, except that {@link #beforeFlush} and {@link #afterFlush} are called by one worker around a flush.
 */
interface KeyFamily {
    /** Does one random operation on one random key, and checks what comes of it. */
    void operate(TortureWorker worker);

    /** Compares every key with its model. */
    void verifyAtRest(TortureWorker worker);

    /** Notes that the cache is empty now. */
    void forget();

    /** Notes which values are there for certain when a flush begins. */
    default void beforeFlush() {
    }

    /** From now on, nobody may read what {@link #beforeFlush} noted. */
    default void afterFlush() {
    }

    /** The keys themselves. */
    byte[][] keys();

    /**
     * Makes the keys of a family: from a few bytes to the longest allowed.
     *
     * @param name  of the family
     * @param count of keys
     */
    static byte[][] keys(final String name, final int count) {
        final byte[][] keys = new byte[count][];
        for (int i = 0; i < count; i++) {
            final int padding = i % 10 == 0 ? (int) (TortureValue.mix(i) >>> 1) % 200 & 127 : i % 24;
            keys[i] = (name + ":" + i + ":" + "x".repeat(padding)).getBytes(StandardCharsets.US_ASCII);
        }
        keys[0] = (name + ":" + "y".repeat(250 - name.length() - 1)).getBytes(StandardCharsets.US_ASCII);
        return keys;
    }
}
