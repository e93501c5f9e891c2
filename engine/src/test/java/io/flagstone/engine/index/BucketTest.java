/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    void shouldFillOneCacheLine() {
        assertEquals(64, Bucket.LENGTH);
        assertEquals(0, Bucket.REFERENCES % Integer.BYTES);
    }

    @Test
    void shouldNeverTagWithZero() {
        for (int tag = 0; tag < 256; tag++) {
            final int found = Bucket.tag((long) tag << 48 | 0xFF00_FFFF_FFFF_FFFFL);
            assertEquals(tag == 0 ? 1 : tag, found);
        }
    }

    @Test
    void shouldKeepSlotsApart() {
        Bucket.next(bucket, 99);
        for (int slot = 0; slot < Bucket.SLOTS; slot++) {
            assertTrue(Bucket.isEmpty(bucket, slot));
            Bucket.set(bucket, slot, 255 - slot, -1 - slot);
        }
        for (int slot = 0; slot < Bucket.SLOTS; slot++) {
            assertFalse(Bucket.isEmpty(bucket, slot));
            assertEquals(-1 - slot, Bucket.reference(bucket, slot));
        }
        assertEquals(99, Bucket.next(bucket));
        assertEquals(0, Memory.getInt(bucket));
        assertEquals(0, Memory.getLong(bucket + Bucket.LENGTH));
        Bucket.set(bucket, 5, 0, 0);
        assertTrue(Bucket.isEmpty(bucket, 5));
        assertEquals(-5, Bucket.reference(bucket, 4));
    }

    @Test
    void shouldMatchEverySlotThatHasTheTag() {
        final Random random = new Random(3);
        for (int round = 0; round < 50_000; round++) {
            final int[] tags = new int[Bucket.SLOTS];
            for (int slot = 0; slot < tags.length; slot++) {
                tags[slot] = random.nextInt(4) * random.nextInt(86);
                Bucket.set(bucket, slot, tags[slot], slot + 1);
            }
            final int tag = 1 + random.nextInt(255);
            final int wanted = random.nextBoolean() ? tag : Math.max(1, tags[random.nextInt(11)]);
            final boolean[] marks = new boolean[Bucket.SLOTS];
            for (long matches = Bucket.matches(bucket, wanted); matches != 0; matches &= matches - 1) {
                marks[Bucket.slot(matches)] = true;
            }
            boolean matched = false;
            for (int slot = 0; slot < tags.length; slot++) {
                matched = slot != 8 && matched;
                matched |= tags[slot] == wanted;
                assertTrue(marks[slot] || tags[slot] != wanted, "slot " + slot + " was passed over");
                assertTrue(!marks[slot] || matched || tags[slot] == wanted, "slot " + slot + " without a match below");
            }
            assertNotEquals(0, wanted);
        }
    }
}
