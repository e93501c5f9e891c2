/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {
    private final Arena arena = new Arena(1 << 20, 1 << 16);
    private long bucket;

    @BeforeEach
    void takePage() {
        bucket = arena.address(arena.pageReference(arena.takePage()));
        Memory.clear(bucket, 1 << 16);
    }

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void shouldFillOneCacheLineAndHalfOfOne() {
        assertEquals(64, Bucket.LENGTH);
        assertEquals(32, Bucket.HALF_LENGTH);
        assertEquals(0, Bucket.REFERENCES % Integer.BYTES);
    }

    @Test
    void shouldNeverTagWithZeroOrALink() {
        for (int tag = 0; tag < 256; tag++) {
            final int found = Bucket.tag((long) tag << 48 | 0xFF00_FFFF_FFFF_FFFFL);
            assertEquals(tag == 0 ? 1 : tag == 255 ? 254 : tag, found);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Bucket.SLOTS, Bucket.HALF_SLOTS})
    void shouldKeepSlotsApart(final int slots) {
        for (int slot = 0; slot < slots; slot++) {
            assertTrue(Bucket.isEmpty(bucket, slots, slot));
            assertFalse(Bucket.isTaken(bucket, slots, slot));
            Bucket.set(bucket, slots, slot, 254 - slot, -1 - slot);
        }
        for (int slot = 0; slot < slots; slot++) {
            assertTrue(Bucket.isTaken(bucket, slots, slot));
            assertEquals(254 - slot, Bucket.tag(bucket, slots, slot));
            assertEquals(-1 - slot, Bucket.reference(bucket, slots, slot));
        }
        assertEquals(0, Bucket.next(bucket, slots));
        if (slots == Bucket.SLOTS) {
            assertEquals(0, Memory.getInt(bucket + Bucket.VERSION));
        }
        assertEquals(0, Memory.getLong(bucket + (slots == Bucket.SLOTS ? Bucket.LENGTH : Bucket.HALF_LENGTH)));
        Bucket.set(bucket, slots, 5, 0, 0);
        assertTrue(Bucket.isEmpty(bucket, slots, 5));
        assertEquals(-5, Bucket.reference(bucket, slots, 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {Bucket.SLOTS, Bucket.HALF_SLOTS})
    void shouldTakeTheReferenceInSlot0ForALinkOnlyIfItsTagSaysSo(final int slots) {
        Bucket.set(bucket, slots, 0, 254, 99);
        assertEquals(0, Bucket.next(bucket, slots));
        Bucket.set(bucket, slots, 0, Bucket.LINK, 99);
        assertEquals(99, Bucket.next(bucket, slots));
        assertFalse(Bucket.isEmpty(bucket, slots, 0));
        assertFalse(Bucket.isTaken(bucket, slots, 0));
        Bucket.nextFree(bucket, 7);
        assertEquals(7, Bucket.next(bucket, Bucket.HALF_SLOTS));
        Bucket.nextFree(bucket, 0);
        assertEquals(0, Bucket.next(bucket, Bucket.HALF_SLOTS));
    }

    @Test
    void shouldMatchEverySlotThatHasTheTag() {
        final Random random = new Random(3);
        for (int round = 0; round < 50_000; round++) {
            final int[] tags = fill(Bucket.SLOTS, random);
            final int wanted = random.nextBoolean() ? 1 + random.nextInt(254) : Math.max(1, tags[random.nextInt(12)]);
            final boolean[] marks = new boolean[Bucket.SLOTS];
            for (long matches = Bucket.matches(bucket, wanted); matches != 0; matches &= matches - 1) {
                marks[Bucket.slot(matches)] = true;
            }
            check(tags, wanted, marks, 4);
            assertTrue(Bucket.slot(Bucket.matches(bucket, wanted) | Long.MIN_VALUE) < Bucket.SLOTS);
        }
    }

    @Test
    void shouldMatchEverySlotOfAHalfLineThatHasTheTag() {
        final Random random = new Random(4);
        for (int round = 0; round < 50_000; round++) {
            final int[] tags = fill(Bucket.HALF_SLOTS, random);
            final int wanted = random.nextBoolean() ? 1 + random.nextInt(254) : Math.max(1, tags[random.nextInt(6)]);
            final boolean[] marks = new boolean[Bucket.HALF_SLOTS];
            for (long matches = Bucket.matchesOfHalf(bucket, wanted); matches != 0; matches &= matches - 1) {
                marks[Long.numberOfTrailingZeros(matches) / 8] = true;
            }
            check(tags, wanted, marks, 0);
        }
    }

    private int[] fill(final int slots, final Random random) {
        final int[] tags = new int[slots];
        for (int slot = 0; slot < slots; slot++) {
            tags[slot] = random.nextInt(4) * random.nextInt(85);
            Bucket.set(bucket, slots, slot, tags[slot], slot + 1);
        }
        return tags;
    }

    /** Marks may be wrong only above a true match of the same word, and slot 0 is the lowest of its word. */
    private static void check(final int[] tags, final int wanted, final boolean[] marks, final int secondWord) {
        boolean matched = false;
        for (int slot = 0; slot < tags.length; slot++) {
            matched = slot != secondWord && matched;
            matched |= tags[slot] == wanted;
            assertTrue(marks[slot] || tags[slot] != wanted, "slot " + slot + " was passed over");
            assertTrue(!marks[slot] || matched, "slot " + slot + " without a match below");
        }
    }
}
