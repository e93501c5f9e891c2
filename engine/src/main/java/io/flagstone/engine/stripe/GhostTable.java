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
 * Keys that one stripe has evicted lately, as fingerprints in the order of their eviction; the stripe's lock guards it.
 * Time is a count of the keys remembered.
 *
 * <pre>
 *   a line: one cache line of 32 entries of 2 bytes, in 8 words
 *   +----------+----------+----------+-- --+----------+
 *   | youngest |          |          |     | oldest   |     an entry: 16 bits of the key's hash that chose neither
 *   +----------+----------+----------+-- --+----------+     stripe nor line, never 0; 0 where there is none any more
 * </pre>
 *
 * <p>A new entry moves all others of its line by one, and the oldest out. So the place of an entry tells how many came
 * after it into its line, and that tells, by the number of lines, how many came after it at all: exactly if there is
 * one line, else as well as hashing spreads them. What is recalled leaves its place empty.
 *
 * <p>The table grows by linear hashing, a line at a time: the line is copied to its new sibling, and half of what is in
 * each is never asked for again and ages out. So no key is needed to grow; until then, what was there counts as older
 * than it is. A fingerprint lets in one of 2,000 keys that were never here, which costs a place in the main queue for
 * once.
 */
final class GhostTable {
    /** What {@link #recall} tells of a key that is not remembered: longer ago than anything. */
    static final long UNKNOWN = Long.MAX_VALUE;
    static final int ENTRIES_PER_LINE = 32;

    private static final int LINE_BYTES = ENTRIES_PER_LINE * Short.BYTES;
    private static final int ENTRIES_PER_WORD = Long.BYTES / Short.BYTES;
    private static final int FINGERPRINT_MASK = 0xFFFF;
    private static final int FINGERPRINT_SHIFT = 32;
    private static final long ONES = 0x0001000100010001L;
    private static final long HIGHS = 0x8000800080008000L;
    /** Evictions between two tries to get memory, which take a lock that all stripes share. */
    private static final int PATIENCE = 64;

    private final Arena arena;
    private final IndexBlocks blocks;
    private final int blockShift;
    private final int blockMask;
    private long[] directory = new long[2];
    private int blockCount;
    private int lines;
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
        if (lines == 0) {
            return;
        }
        final long line = line(lineNumber(hash));
        long moved = fingerprint(hash);
        for (long at = line; at < line + LINE_BYTES; at += Long.BYTES) {
            final long word = Memory.getLong(at);
            Memory.putLong(at, word << Short.SIZE | moved);
            moved = word >>> Long.SIZE - Short.SIZE;
        }
    }

    /**
     * Tells how many keys were remembered since a key was, and forgets it.
     *
     * @param hash of the key.
     * @return keys, about; {@link #UNKNOWN} if it is not remembered.
     */
    long recall(final long hash) {
        if (lines == 0) {
            return UNKNOWN;
        }
        final int number = lineNumber(hash);
        final long line = line(number);
        final long wanted = ONES * fingerprint(hash);
        for (int i = 0; i < ENTRIES_PER_LINE; i += ENTRIES_PER_WORD) {
            final long at = line + (long) i * Short.BYTES;
            final long differences = Memory.getLong(at) ^ wanted;
            final long matches = differences - ONES & ~differences & HIGHS;
            if (matches != 0) {
                final int bit = Long.numberOfTrailingZeros(matches) & -Short.SIZE;
                Memory.putLong(at, Memory.getLong(at) & ~((long) FINGERPRINT_MASK << bit));
                return age(number, i + bit / Short.SIZE);
            }
        }
        return UNKNOWN;
    }

    /** Forgets everything. Its memory stays, and is used again line by line. */
    void forget() {
        lines = 0;
    }

    private static long fingerprint(final long hash) {
        return Math.max(1, hash >>> FINGERPRINT_SHIFT & FINGERPRINT_MASK);
    }

    private int lineNumber(final long hash) {
        final int mask = Integer.highestOneBit(lines);
        final int number = (int) hash & (mask << 1) - 1;
        return number < lines ? number : number & mask - 1;
    }

    private long line(final int number) {
        return directory[number >>> blockShift] + (long) (number & blockMask) * LINE_BYTES;
    }

    /** Keys since an entry was made: a line that was split gets one of twice as many as one that was not. */
    private long age(final int number, final int entry) {
        final int high = Integer.highestOneBit(lines);
        final boolean split = number < lines - high || number >= high;
        final long keysPerEntry = split ? high * 2L : high;
        return entry * keysPerEntry + keysPerEntry / 2;
    }

    private boolean roomForLine() {
        final int index = lines >>> blockShift;
        if (index < blockCount) {
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
        if (index == directory.length) {
            directory = Arrays.copyOf(directory, index * 2);
        }
        directory[index] = arena.address(block);
        blockCount++;
        return true;
    }

    private void grow() {
        final int target = lines;
        lines++;
        if (target == 0) {
            Memory.clear(line(0), LINE_BYTES);
        } else {
            Memory.copy(null, line(target - Integer.highestOneBit(target)), null, line(target), LINE_BYTES);
        }
    }

    void pass(final StateStream stream) {
        patience = stream.next(patience);
        lines = stream.next(lines, 0, Integer.MAX_VALUE - blockMask);
        blockCount = stream.next(blockCount, lines + blockMask >>> blockShift, Integer.MAX_VALUE);
        stream.expect(blockCount);
        directory = Arrays.copyOf(directory, Math.max(blockCount, directory.length));
        for (int i = 0; i < blockCount; i++) {
            directory[i] = arena.pass(stream, directory[i]);
        }
    }
}
