/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatcherTest {
    private static final int CAPACITY = 256 << 10;
    private final AtomicInteger wakes = new AtomicInteger();
    private final Watcher watcher = new Watcher(1, CAPACITY, wakes::incrementAndGet);

    private static byte[] line(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String poll() {
        final byte[] line = watcher.poll();
        return line == null ? null : new String(line, StandardCharsets.US_ASCII);
    }

    @Test
    void shouldGiveLinesInOrder() {
        assertTrue(watcher.isEmpty());
        assertTrue(watcher.offer(line("a\n")) && watcher.offer(line("b\n")));
        assertFalse(watcher.isEmpty());
        assertEquals("a\n", poll());
        assertEquals("b\n", poll());
        assertNull(poll());
    }

    @Test
    void shouldWakeOnceUntilItWasLookedAt() {
        watcher.offer(line("a\n"));
        watcher.offer(line("b\n"));
        assertEquals(1, wakes.get());
        watcher.awake();
        watcher.offer(line("c\n"));
        assertEquals(2, wakes.get());
    }

    @Test
    void shouldHoldSoManyBytesAndCountWhatItSkips() {
        final byte[] half = new byte[CAPACITY / 2];
        assertTrue(watcher.offer(half) && watcher.offer(half));
        assertFalse(watcher.offer(line("skipped\n")));
        assertFalse(watcher.offer(line("skipped\n")));
        watcher.poll();
        assertTrue(watcher.offer(line("next\n")));
        watcher.poll();
        assertEquals("skipped=2\nnext\n", poll());
        assertTrue(watcher.offer(line("last\n")));
        assertEquals("last\n", poll());
    }

    @Test
    void shouldHoldSoManyLines() {
        int held = 0;
        while (watcher.offer(line("\n"))) {
            held++;
        }
        assertEquals(4096, held);
        assertEquals("\n", poll());
        assertTrue(watcher.offer(line("x\n")));
    }

    @Test
    void shouldLoseNoCountWhenManyAddAtOnce() throws InterruptedException {
        final Semaphore woken = new Semaphore(0);
        final Watcher busy = new Watcher(1, CAPACITY, woken::release);
        final Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 50_000; n++) {
                    busy.offer(line("line\n"));
                }
            });
            threads[i].start();
        }
        long lines = 0;
        long skipped = 0;
        while (lines + skipped < 200_000) {
            // Asked first: if all had ended by then, nobody has woken since.
            final boolean ended = Arrays.stream(threads).noneMatch(Thread::isAlive);
            if (!woken.tryAcquire(1, TimeUnit.SECONDS) && ended) {
                assertTrue(busy.isEmpty(), "lines wait and nobody was woken for them");
                busy.offer(line("last\n"));
                skipped--;
            }
            busy.awake();
            for (byte[] next = busy.poll(); next != null; next = busy.poll()) {
                final String text = new String(next, StandardCharsets.US_ASCII);
                lines++;
                skipped += text.startsWith("skipped=") ? Long.parseLong(text.substring(8, text.indexOf('\n'))) : 0;
            }
        }
        assertEquals(200_000, lines + skipped);
        for (final Thread thread : threads) {
            thread.join();
        }
    }
}
