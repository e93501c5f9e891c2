/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** When a server asks for its heap to be made small. */
class SpareHeapTest {
    private static final long MIB = 1 << 20;
    private static final int LOOKS_BETWEEN = 30;

    private long total;
    private long used;
    private int collections;
    private final SpareHeap heap = new SpareHeap(new SpareHeap.Heap() {
        @Override
        public long total() {
            return total;
        }

        @Override
        public long used() {
            return used;
        }

        @Override
        public void collect() {
            collections++;
        }
    });

    private void look(final int times) {
        for (int i = 0; i < times; i++) {
            heap.look();
        }
    }

    @Test
    void shouldCollectAtTheFirstLookIfTheHeapIsLarge() {
        total = 400 * MIB;
        look(1);
        assertEquals(1, collections);
    }

    @Test
    void shouldLeaveASmallHeapAsItIs() {
        total = 48 * MIB;
        look(1000);
        assertEquals(0, collections);
    }

    @Test
    void shouldCollectAgainOnlyWhenAWhileHasPassed() {
        total = 400 * MIB;
        look(1);
        look(LOOKS_BETWEEN);
        assertEquals(1, collections);
        look(1);
        assertEquals(2, collections);
    }

    @Test
    void shouldNotCollectInVainWhatIsInUse() {
        total = 400 * MIB;
        used = 100 * MIB;
        look(1);
        total = 448 * MIB;
        look(1000);
        assertEquals(1, collections);
        total = 449 * MIB;
        look(1);
        assertEquals(2, collections);
    }
}
