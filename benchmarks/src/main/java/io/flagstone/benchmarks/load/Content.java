/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.workload.ValueSizes;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * The values: a piece of a block of random bytes, where it begins being told by key and version. So a value is written
 * by one copy and verified by one comparison, and that of another key, of another version, or made of two of them, is
 * found out. For one thread; others take a {@link #copy}.
 */
final class Content {
    private static final int PLACES = 1 << 18;
    private static final long KEY_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long VERSION_FACTOR = 0xBF58476D1CE4E5B9L;
    private static final int PLACE_SHIFT = 40;

    private final ByteBuffer noise;
    /** Of each key; null if all are of one length. */
    private final int[] lengths;
    private final int longest;

    private Content(final ByteBuffer noise, final int[] lengths, final int longest) {
        this.noise = noise;
        this.lengths = lengths;
        this.longest = longest;
    }

    static Content of(final Load load) {
        final ValueSizes values = load.values();
        final int[] lengths = values.isFixed() ? null : values.lengths(load.items(), load.seed());
        final byte[] noise = new byte[PLACES + values.longest()];
        new SplittableRandom(load.seed()).nextBytes(noise);
        return new Content(ByteBuffer.allocateDirect(noise.length).put(noise), lengths, values.longest());
    }

    Content copy() {
        return new Content(noise.duplicate(), lengths, longest);
    }

    int length(final int key) {
        return lengths == null ? longest : lengths[key];
    }

    int longest() {
        return longest;
    }

    /** Adds a value. */
    void write(final int key, final int version, final ByteBuffer out) {
        final int length = length(key);
        final int at = out.position();
        out.put(at, noise, place(key, version), length).position(at + length);
    }

    /** Tells whether some bytes at the position of a buffer are what lies from an offset on in a value. */
    boolean matches(final int key, final int version, final int offset, final int count, final ByteBuffer in) {
        final int from = place(key, version) + offset;
        noise.limit(from + count).position(from);
        final int limit = in.limit();
        in.limit(in.position() + count);
        final boolean same = in.mismatch(noise) < 0;
        in.limit(limit);
        noise.clear();
        return same;
    }

    private static int place(final int key, final int version) {
        return (int) ((key * KEY_FACTOR ^ version * VERSION_FACTOR) * KEY_FACTOR >>> PLACE_SHIFT) & PLACES - 1;
    }
}
