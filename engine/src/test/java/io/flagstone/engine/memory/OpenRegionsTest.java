/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class OpenRegionsTest {
    /** No system maps anything here. */
    private static final long NOWHERE = 1L << 60;

    @Test
    void shouldContainExactlyWhatIsOpen() {
        assertTrue(OpenRegions.open(NOWHERE, 100));
        assertTrue(OpenRegions.open(NOWHERE + 200, 100));

        assertTrue(OpenRegions.contains(null, NOWHERE, 100));
        assertTrue(OpenRegions.contains(null, NOWHERE + 99, 1));
        assertTrue(OpenRegions.contains(null, NOWHERE + 100, 0));
        assertTrue(OpenRegions.contains(null, NOWHERE + 200, 8));
        assertFalse(OpenRegions.contains(null, NOWHERE - 1, 1));
        assertFalse(OpenRegions.contains(null, NOWHERE - 1, 2));
        assertFalse(OpenRegions.contains(null, NOWHERE + 99, 2));
        assertFalse(OpenRegions.contains(null, NOWHERE, 300));
        assertFalse(OpenRegions.contains(null, 0, 1));

        assertTrue(OpenRegions.close(NOWHERE));
        assertFalse(OpenRegions.contains(null, NOWHERE, 1));
        assertTrue(OpenRegions.contains(null, NOWHERE + 200, 8));
        assertTrue(OpenRegions.close(NOWHERE + 200));
        assertFalse(OpenRegions.close(NOWHERE));
        assertFalse(OpenRegions.contains(null, NOWHERE + 200, 8));
    }

    @Test
    void shouldLetForeignMemoryPassUnlessItOverlaps() {
        OpenRegions.open(NOWHERE, 100);

        assertTrue(OpenRegions.containsOrForeign(null, NOWHERE, 100));
        assertTrue(OpenRegions.containsOrForeign(null, NOWHERE - 10, 10));
        assertTrue(OpenRegions.containsOrForeign(null, NOWHERE + 100, 10));
        assertFalse(OpenRegions.containsOrForeign(null, NOWHERE - 10, 11));
        assertFalse(OpenRegions.containsOrForeign(null, NOWHERE + 99, 2));
        assertFalse(OpenRegions.containsOrForeign(null, NOWHERE - 1, 102));
        assertFalse(OpenRegions.containsOrForeign(null, 0, 1));
        assertTrue(OpenRegions.containsOrForeign(null, 0, 0));

        OpenRegions.close(NOWHERE);
    }

    @Test
    void shouldCheckBoundsOfArrays() {
        final byte[] array = new byte[10];
        final long start = Memory.ARRAY_BASE;

        assertTrue(OpenRegions.contains(array, start, 10));
        assertTrue(OpenRegions.contains(array, start + 10, 0));
        assertFalse(OpenRegions.contains(array, start + 3, 8));
        assertFalse(OpenRegions.contains(array, start - 1, 1));
        assertFalse(OpenRegions.contains(new int[10], start, 4));
        assertTrue(OpenRegions.containsOrForeign(array, start, 10));
        assertFalse(OpenRegions.containsOrForeign(array, start, 11));
    }

    @Test
    void shouldOpenAndCloseByManyThreads() throws InterruptedException {
        final CyclicBarrier start = new CyclicBarrier(4);
        final boolean[] failed = new boolean[4];
        final Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            final int number = t;
            threads[t] = new Thread(() -> {
                try {
                    start.await();
                    for (int i = 0; i < 2_000; i++) {
                        final long address = NOWHERE + (number * 10_000L + i) * 100;
                        failed[number] |= !OpenRegions.open(address, 100)
                            || !OpenRegions.contains(null, address, 100) || !OpenRegions.close(address)
                            || OpenRegions.contains(null, address, 100);
                    }
                } catch (final Exception e) {
                    failed[number] = true;
                }
            });
            threads[t].start();
        }
        for (int t = 0; t < threads.length; t++) {
            threads[t].join();
            assertEquals(false, failed[t]);
        }
    }
}
