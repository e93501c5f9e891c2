/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ItemLayoutTest {
    @Test
    void shouldNeedAtMost24BytesForWhatEveryItemHas() {
        assertTrue(ItemLayout.HEADER <= 24);
        assertEquals(0, ItemLayout.CONTROL % Long.BYTES);
        assertEquals(0, ItemLayout.CAS % Long.BYTES);
    }

    @Test
    void shouldPutFieldsOneBehindTheOther() {
        for (int bits = 0; bits < 8; bits++) {
            final boolean flags = (bits & 1) != 0;
            final boolean expiry = (bits & 2) != 0;
            final boolean chained = (bits & 4) != 0;
            final long control = ControlWord.detached(7, 9, flags, expiry, chained);
            int offset = ItemLayout.HEADER;
            offset += expiry ? ItemLayout.EXPIRY : 0;
            assertEquals(offset, ItemLayout.chainOffset(control));
            offset += chained ? ItemLayout.CHAIN : 0;
            assertEquals(offset, ItemLayout.flagsOffset(control));
            offset += flags ? ItemLayout.FLAGS : 0;
            assertEquals(offset, ItemLayout.keyOffset(control));
            assertEquals(1_000 + offset, Item.keyAddress(1_000, control));
            assertEquals(1_000 + offset + 7, Item.valueAddress(1_000, control));
            assertEquals(offset + 7 + 9, Item.chunkLength(control));
        }
    }

    @Test
    void shouldTellTheLengthThatTheFieldsAddUpTo() {
        for (final int keyLength : new int[] {1, 100, 250}) {
            for (int valueLength = 0; valueLength < 1_300; valueLength++) {
                for (final int flags : new int[] {0, -1}) {
                    for (final int deadline : new int[] {0, 1}) {
                        final boolean expiry = ItemLayout.takesExpiry(keyLength, valueLength, flags, deadline);
                        final long control = ControlWord.detached(keyLength, valueLength, flags != 0, expiry, false);
                        assertEquals(Item.chunkLength(control),
                            ItemLayout.length(keyLength, valueLength, flags, deadline));
                    }
                }
            }
        }
    }

    @Test
    void shouldGiveLargeItemsRoomForAnExpiry() {
        final int border = 1024 - ItemLayout.HEADER - 10;

        assertFalse(ItemLayout.takesExpiry(10, border - 1, 0, 0));
        assertTrue(ItemLayout.takesExpiry(10, border, 0, 0));
        assertTrue(ItemLayout.takesExpiry(10, border - ItemLayout.FLAGS, 1, 0));
        assertFalse(ItemLayout.takesExpiry(10, border - ItemLayout.FLAGS - 1, 1, 0));
        assertTrue(ItemLayout.takesExpiry(10, 0, 0, 1));
    }

    @Test
    void shouldTellLengthsBeyondAnInt() {
        assertEquals(ItemLayout.HEADER + ItemLayout.EXPIRY + 250L + Integer.MAX_VALUE,
            ItemLayout.length(250, Integer.MAX_VALUE, 0, 0));
        assertEquals(ItemLayout.HEADER + ItemLayout.EXPIRY + 1L + (1L << 33), ItemLayout.length(1, 1L << 33, 0, 1));
    }

    @Test
    void shouldKeepOutOfEachOthersWay() {
        assertTrue(ItemLayout.WHEEL_NEXT + Integer.BYTES <= ItemLayout.EXPIRY);
        assertTrue(ItemLayout.DEADLINE + Integer.BYTES <= ItemLayout.WHEEL_PREVIOUS);
        assertTrue(ItemLayout.WHEEL_PREVIOUS + Integer.BYTES <= ItemLayout.WHEEL_NEXT);
        assertTrue(ItemLayout.CHAIN_NEXT + Integer.BYTES <= ItemLayout.CHAIN);
        assertTrue(ItemLayout.PART_NEXT + Integer.BYTES <= ItemLayout.PART_HEADER);
        assertTrue(ItemLayout.CONTROL + Long.BYTES <= ItemLayout.FREE_NEXT);
        assertTrue(ItemLayout.CONTROL + Long.BYTES <= ItemLayout.PART_OWNER);
        assertTrue(ItemLayout.PART_OWNER + Integer.BYTES <= ItemLayout.PART_NEXT);
    }
}
