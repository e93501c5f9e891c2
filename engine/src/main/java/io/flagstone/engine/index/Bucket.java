/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import io.flagstone.engine.memory.Memory;

/**
 * The layout of a bucket: one cache line, 11 slots.
 *
 * <pre>
 *  byte  0         4         8                                   20                                        64
 *        +---------+---------+-----------------------------------+-----------------------------------------+
 *        | version | next    | 11 tags of 1 byte, 1 byte unused  | 11 references of 4 bytes                |
 *        +---------+---------+-----------------------------------+-----------------------------------------+
 *  version  of the first bucket of a chain, for the whole chain; unused in the others
 *  next     reference of the overflow bucket, 0 for none
 *  tag      8 bits of the key's hash that chose neither stripe nor bucket; 0 marks an empty slot
 * </pre>
 */
final class Bucket {
    static final int SLOTS = 11;
    static final int VERSION = 0;
    static final int NEXT = VERSION + Integer.BYTES;
    static final int TAGS = NEXT + Integer.BYTES;
    static final int REFERENCES = TAGS + SLOTS + 1;
    static final int LENGTH = REFERENCES + SLOTS * Integer.BYTES;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Bucket() {
    }

    /** The tag of a hash: never 0. */
    static int tag(final long hash) {
        final int tag = (int) (hash >>> 48) & 0xFF;
        return tag == 0 ? 1 : tag;
    }

    /**
     * The slots whose tag equals the one searched, as bits that {@link #slot} turns into numbers: 0, 8, ... 56 for the
     * low eight slots, 1, 9, 17 for the last three; in one word, since which of two words a match is in cannot be
     * predicted. A slot above a true match may be marked falsely; the key decides.
     */
    static long matches(final long bucket, final int tag) {
        final long low = Memory.getLong(bucket + TAGS) ^ ONES * tag;
        final long high = (Memory.getInt(bucket + TAGS + 8) & 0xFFFFFFL | 0xFF000000L) ^ ONES * tag;
        final long lowMatches = low - ONES & ~low & HIGHS;
        final long highMatches = high - ONES & ~high & HIGHS & 0xFFFFFFL;
        return lowMatches >>> 7 | highMatches >>> 6;
    }

    /** The number of the first slot in a word of matches; of some slot if there is no match. */
    static int slot(final long matches) {
        final int bit = Long.numberOfTrailingZeros(matches);
        return bit >>> 3 | (bit & 1) << 3;
    }

    static int reference(final long bucket, final int slot) {
        return Memory.getInt(bucket + REFERENCES + (long) slot * Integer.BYTES);
    }

    static int tag(final long bucket, final int slot) {
        return Memory.getByte(bucket + TAGS + slot) & 0xFF;
    }

    static boolean isEmpty(final long bucket, final int slot) {
        return Memory.getByte(bucket + TAGS + slot) == 0;
    }

    static void set(final long bucket, final int slot, final int tag, final int reference) {
        Memory.putByte(bucket + TAGS + slot, (byte) tag);
        Memory.putInt(bucket + REFERENCES + (long) slot * Integer.BYTES, reference);
    }

    static int next(final long bucket) {
        return Memory.getInt(bucket + NEXT);
    }

    static void next(final long bucket, final int reference) {
        Memory.putInt(bucket + NEXT, reference);
    }
}
