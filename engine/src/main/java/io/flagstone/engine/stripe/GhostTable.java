/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.index.IndexBlocks;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;
import java.util.Arrays;

/**
 * Keys that one stripe has evicted lately, as fingerprints with the time of their eviction; the stripe's lock guards
 * it. Time is a count of the keys remembered.
 *
 * <pre>
 *   a line: one cache line of 16 entries        an entry: 4 bytes, 0 if empty
 *   +-------+-------+------- --+-------+        31                14 13           0
 *   | entry | entry |          | entry |        +-------------------+-------------+
 *   +-------+-------+------- --+-------+        | time >>> shift    | fingerprint |
 *                                               +-------------------+-------------+
 *   fingerprint  bits of the key's hash that chose neither stripe nor line; never 0
 *   time         modulo 2^18, in units that grow with the table, so that it wraps after eight tables full of keys
 * </pre>
 *
 * <p>The table grows by linear hashing, a line at a time: the line is copied to its new sibling, and half of what is in
 * each is never asked for again and ages out. So no key is needed to grow. In a full line a new entry replaces the
 * oldest. A fingerprint lets in one of 1,000 keys that were never here, which costs a place in the main queue for once.
 */
final class GhostTable {
    /** What {@link #recall} tells of a key that is not remembered: longer ago than anything. */
    static final long UNKNOWN = Long.MAX_VALUE;
    static final int ENTRIES_PER_LINE = 16;

    private static final int LINE_BYTES = ENTRIES_PER_LINE * Integer.BYTES;
    private static final int FINGERPRINT_BITS = 14;
    private static final int FINGERPRINT_MASK = (1 << FINGERPRINT_BITS) - 1;
    private static final int FINGERPRINT_SHIFT = 34;
    private static final int TIME_BITS = Integer.SIZE - FINGERPRINT_BITS;
    private static final int TIME_MASK = (1 << TIME_BITS) - 1;
    /** The level up to which an entry's time counts single keys: 2^10 lines, doubled, hold an eighth of 2^18. */
    private static final int EXACT_LEVEL = 10;
    /** Evictions between two tries to get memory, which take a lock that all stripes share. */
    private static final int PATIENCE = 64;

    private final Arena arena;
    private final IndexBlocks blocks;
    private final int blockShift;
    private final int blockMask;
    private long[] directory = new long[2];
    private int lines;
    private long time;
    private long forgotten;
    private int patience;

    GhostTable(final Arena arena, final IndexBlocks blocks) {
        this.arena = arena;
        this.blocks = blocks;
        blockMask = blocks.blockBytes() / LINE_BYTES - 1;
        blockShift = Integer.numberOfTrailingZeros(blockMask + 1);
    }

    /** Tells how many keys it has room for. */
    int capacity() {
        return lines * ENTRIES_PER_LINE;
    }

    /**
     * Remembers a key, and grows by a line if it has room for fewer keys than it should have.
     *
     * @param hash   of the key.
     * @param wanted keys that it should have room for.
     */
    void remember(final long hash, final int wanted) {
        if (capacity() < wanted && roomForLine()) {
            grow();
        }
        time++;
        if (lines == 0) {
            return;
        }
        final int number = lineNumber(hash);
        final long line = line(number);
        final int shift = shift(number);
        long victim = line;
        int oldest = -1;
        for (long entry = line; entry < line + LINE_BYTES; entry += Integer.BYTES) {
            final int word = Memory.getInt(entry);
            final int age = word == 0 ? Integer.MAX_VALUE : age(word, shift);
            if (age > oldest) {
                oldest = age;
                victim = entry;
            }
        }
        Memory.putInt(victim, entry(time >>> shift, fingerprint(hash)));
    }

    /**
     * Tells how many keys were remembered since a key was, and forgets it.
     *
     * @param hash of the key.
     * @return keys, rounded down to the unit of time; {@link #UNKNOWN} if it is not remembered.
     */
    long recall(final long hash) {
        if (lines == 0) {
            return UNKNOWN;
        }
        final int number = lineNumber(hash);
        final long line = line(number);
        final int shift = shift(number);
        final int fingerprint = fingerprint(hash);
        for (long entry = line; entry < line + LINE_BYTES; entry += Integer.BYTES) {
            final int word = Memory.getInt(entry);
            if ((word & FINGERPRINT_MASK) == fingerprint) {
                Memory.putInt(entry, 0);
                final long age = (long) age(word, shift) << shift;
                return age < time - forgotten ? age : UNKNOWN;
            }
        }
        return UNKNOWN;
    }

    /** Forgets everything: what is remembered already does not count any more, and ages out. */
    void forget() {
        forgotten = time;
    }

    private static int fingerprint(final long hash) {
        return Math.max(1, (int) (hash >>> FINGERPRINT_SHIFT) & FINGERPRINT_MASK);
    }

    private static int entry(final long units, final int fingerprint) {
        return (int) units << FINGERPRINT_BITS | fingerprint;
    }

    /** Units since an entry was made. */
    private int age(final int word, final int shift) {
        return (int) (time >>> shift) - (word >>> FINGERPRINT_BITS) & TIME_MASK;
    }

    private int lineNumber(final long hash) {
        final int mask = Integer.highestOneBit(lines);
        final int number = (int) hash & (mask << 1) - 1;
        return number < lines ? number : number & mask - 1;
    }

    private long line(final int number) {
        return directory[number >>> blockShift] + (long) (number & blockMask) * LINE_BYTES;
    }

    /** The unit of time of a line's entries, as a power of two: lines that were split have the larger one. */
    private int shift(final int number) {
        final int high = Integer.highestOneBit(lines);
        final boolean split = number < lines - high || number >= high;
        return shiftOf(Integer.numberOfTrailingZeros(high) + (split ? 1 : 0));
    }

    private static int shiftOf(final int level) {
        return Math.max(0, level - EXACT_LEVEL);
    }

    private boolean roomForLine() {
        if ((lines & blockMask) != 0) {
            return true;
        }
        if (patience > 0) {
            patience--;
            return false;
        }
        final int block = blocks.take();
        if (block == 0) {
            patience = PATIENCE;
            return false;
        }
        final int index = lines >>> blockShift;
        if (index == directory.length) {
            directory = Arrays.copyOf(directory, index * 2);
        }
        directory[index] = arena.address(block);
        return true;
    }

    private void grow() {
        final int target = lines;
        lines++;
        if (target == 0) {
            return;
        }
        final int high = Integer.highestOneBit(target);
        final int source = target - high;
        final int level = Integer.numberOfTrailingZeros(high);
        final int from = shiftOf(level);
        final int to = shiftOf(level + 1);
        for (int i = 0; i < LINE_BYTES; i += Integer.BYTES) {
            final int word = Memory.getInt(line(source) + i);
            if (word != 0) {
                final int age = age(word, from) << from >>> to;
                final int copy = entry((time >>> to) - age, word & FINGERPRINT_MASK);
                Memory.putInt(line(source) + i, copy);
                Memory.putInt(line(target) + i, copy);
            }
        }
    }

    void pass(final StateStream stream) {
        time = stream.next(time);
        forgotten = stream.next(forgotten);
        patience = stream.next(patience);
        lines = stream.next(lines, 0, Integer.MAX_VALUE - blockMask);
        final int count = lines + blockMask >>> blockShift;
        stream.expect(count);
        directory = Arrays.copyOf(directory, Math.max(count, directory.length));
        for (int i = 0; i < count; i++) {
            directory[i] = arena.pass(stream, directory[i]);
        }
    }
}
