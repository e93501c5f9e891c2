/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The account of values that are on their way. */
class InFlightMemoryTest {
    private static final int LIMIT = 100_000;
    private static final int THREADS = 4;

    private final InFlightMemory memory = new InFlightMemory(LIMIT);

    @Test
    void shouldRefuseWhatWouldBeTooMuchAndNoteNothingOfIt() {
        assertTrue(memory.tryBegin(LIMIT - 1));
        assertFalse(memory.tryBegin(2));
        assertEquals(LIMIT - 1, memory.bytes());
        assertTrue(memory.tryBegin(1));
        assertTrue(memory.tryBegin(0));
        assertFalse(memory.tryBegin(1));
        memory.end(LIMIT - 1);
        assertTrue(memory.tryBegin(LIMIT - 1));
    }

    @Test
    void shouldNotCountBeyondTheLimitWhoeverComesAtTheSameTime() throws Exception {
        final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        try {
            final CountDownLatch ready = new CountDownLatch(THREADS);
            final List<Future<Integer>> begun = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                begun.add(workers.submit(() -> {
                    ready.countDown();
                    ready.await();
                    int mine = 0;
                    while (memory.tryBegin(1)) {
                        mine++;
                    }
                    return mine;
                }));
            }
            int all = 0;
            for (final Future<Integer> one : begun) {
                all += one.get();
            }
            assertEquals(LIMIT, all);
            assertEquals(LIMIT, memory.bytes());
        } finally {
            workers.shutdownNow();
        }
    }
}
