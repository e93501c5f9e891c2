/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import io.flagstone.engine.memory.Memory;

/**
 * The layout of a bucket: one cache line of 12 slots, and where those are not enough, a chain of half lines of 6.
 *
 * <pre>
 *  byte  0         4                             16                                                       64
 *        +---------+-----------------------------+-----------------------------------------------------------+
 *        | version | 12 tags of 1 byte           | 12 references of 4 bytes                                  |
 *        +---------+-----------------------------+-----------------------------------------------------------+
 *  byte  0                        8                                32
 *        +------------------------+--------------------------------+
 *        | 6 tags, 2 bytes unused | 6 references of 4 bytes        |    a half line
 *        +------------------------+--------------------------------+
 *  version  of the bucket and its half lines
 *  tag      by 8 bits of the key's hash that chose neither stripe nor bucket; 0 marks an empty slot, 255 in slot 0 that
 *           its reference is that of the next half line
 * </pre>
 *
 * <p>Slots are filled from the last to the first, and slot 0 gives way to the link when a further half line is needed.
 * It is the lowest of its word, which is never marked falsely. A method that takes the number of slots is told by it
 * whether it looks at a bucket or at a half line.
 */
final class Bucket {
    static final int SLOTS = 12;
    static final int HALF_SLOTS = 6;
    static final int VERSION = 0;
    static final int TAGS = VERSION + Integer.BYTES;
    static final int REFERENCES = TAGS + SLOTS;
    static final int LENGTH = REFERENCES + SLOTS * Integer.BYTES;
    static final int HALF_REFERENCES = Long.BYTES;
    static final int HALF_LENGTH = HALF_REFERENCES + HALF_SLOTS * Integer.BYTES;
    static final int LINK = 255;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LOW_WORD = 0xFFFFFFFFL;
    private static final long HALF_TAGS = (1L << HALF_SLOTS * Byte.SIZE) - 1;
    private static final int SLOTS_OF_LOW_WORD = 4;

    private Bucket() {
    }

    /** Which of so many buckets a hash belongs to: linear hashing, without a branch, since nobody could predict it. */
    static int number(final long hash, final int count) {
        final int half = Integer.highestOneBit(count);
        final int number = (int) hash & (half << 1) - 1;
        return number - (half & ~(number - count >> 31));
    }

    /** The tag of a hash: neither 0 nor a link. */
    static int tag(final long hash) {
        final int tag = (int) (hash >>> 48) & 0xFF;
        return Math.max(1, Math.min(tag, LINK - 1));
    }

    /**
     * The slots of a bucket whose tag equals the one searched, as bits that {@link #slot} turns into numbers: 1, 9, 17,
     * 25 for the low four slots, 0, 8, ... 56 for the others; in one word, since which of two words a match is in
     * cannot be predicted. A slot above a true match may be marked falsely; the key decides.
     */
    static long matches(final long bucket, final int tag) {
        final long wanted = ONES * tag;
        final long low = (Memory.getInt(bucket + TAGS) ^ wanted) & LOW_WORD;
        final long high = Memory.getLong(bucket + TAGS + SLOTS_OF_LOW_WORD) ^ wanted;
        final long lowMatches = low - (ONES & LOW_WORD) & ~low & (HIGHS & LOW_WORD);
        final long highMatches = high - ONES & ~high & HIGHS;
        return highMatches >>> 7 | lowMatches >>> 6;
    }

    /** The number of the first slot in a word of matches; of some slot if there is no match but a bit above all. */
    static int slot(final long matches) {
        final int bit = Long.numberOfTrailingZeros(matches);
        return (bit >>> 3) + SLOTS_OF_LOW_WORD - ((bit & 1) << 2);
    }

    /** The slots of a half line whose tag equals the one searched: the lowest bit of byte 0, 1, ... 5. */
    static long matchesOfHalf(final long half, final int tag) {
        final long tags = Memory.getLong(half) ^ ONES * tag;
        return (tags - ONES & ~tags & HIGHS & HALF_TAGS) >>> 7;
    }

    private static long tagAt(final long line, final int slots, final int slot) {
        return line + (slots == SLOTS ? TAGS : 0) + slot;
    }

    private static long referenceAt(final long line, final int slots, final int slot) {
        return line + (slots == SLOTS ? REFERENCES : HALF_REFERENCES) + (long) slot * Integer.BYTES;
    }

    static int reference(final long line, final int slots, final int slot) {
        return Memory.getInt(referenceAt(line, slots, slot));
    }

    static int tag(final long line, final int slots, final int slot) {
        return Memory.getByte(tagAt(line, slots, slot)) & 0xFF;
    }

    static boolean isEmpty(final long line, final int slots, final int slot) {
        return tag(line, slots, slot) == 0;
    }

    /** Tells whether a slot refers to an item. */
    static boolean isTaken(final long line, final int slots, final int slot) {
        final int tag = tag(line, slots, slot);
        return tag != 0 && tag != LINK;
    }

    static void set(final long line, final int slots, final int slot, final int tag, final int reference) {
        Memory.putByte(tagAt(line, slots, slot), (byte) tag);
        Memory.putInt(referenceAt(line, slots, slot), reference);
    }

    /** The reference of the next half line, 0 if there is none. */
    static int next(final long line, final int slots) {
        return tag(line, slots, 0) == LINK ? reference(line, slots, 0) : 0;
    }

    /** Links a half line that is in no chain to the next one of those, 0 for none. */
    static void nextFree(final long half, final int reference) {
        set(half, HALF_SLOTS, 0, reference == 0 ? 0 : LINK, reference);
    }
}
