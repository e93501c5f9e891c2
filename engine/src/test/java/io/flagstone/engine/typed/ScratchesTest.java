/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchesTest {
    private static final int OPERATIONS = 3_000;

    private final Scratches scratches = new Scratches(2);

    private void use(final int times) {
        for (int i = 0; i < times; i++) {
            final Scratch scratch = scratches.take();
            Scratch.count(scratch.hits);
            scratches.give(scratch);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 300})
    void shouldCountExactlyHoweverManyThreadsCome(final int threads) throws InterruptedException {
        final List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            final Thread thread = new Thread(() -> use(OPERATIONS));
            all.add(thread);
            thread.start();
        }
        for (final Thread thread : all) {
            thread.join();
        }
        assertEquals((long) threads * OPERATIONS, scratches.hits());
        assertEquals(0, scratches.misses());
    }

    @Test
    void shouldNeverHaveTwoUseOne() throws InterruptedException {
        final Set<Scratch> inUse = ConcurrentHashMap.newKeySet();
        final AtomicInteger twice = new AtomicInteger();
        final List<Thread> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            final Thread thread = new Thread(() -> {
                for (int turn = 0; turn < 20_000; turn++) {
                    final Scratch scratch = scratches.take();
                    twice.addAndGet(inUse.add(scratch) ? 0 : 1);
                    inUse.remove(scratch);
                    scratches.give(scratch);
                }
            });
            all.add(thread);
            thread.start();
        }
        for (final Thread thread : all) {
            thread.join();
        }
        assertEquals(0, twice.get());
    }

    @Test
    void shouldLetAThreadOwnOneThatComesOften() {
        use(OPERATIONS);
        final Scratch mine = scratches.take();
        assertNotEquals(0, mine.ownerId);
        final Scratch nested = scratches.take();
        assertNotSame(mine, nested);
        assertEquals(0, nested.ownerId);
        scratches.give(nested);
        scratches.give(mine);
        assertSame(mine, scratches.take());
    }

    @Test
    void shouldKeepNoRoomForTheOneLargeValueThatCame() {
        final Scratch scratch = scratches.take();
        scratch.out.putBytes(new byte[100_000]);
        scratches.give(scratch);
        assertTrue(scratch.out.array().length < 10_000);
        scratch.out.putBytes(new byte[10_000]);
        scratches.give(scratches.take());
        assertEquals(10_000, scratches.take().out.length());
    }
}
