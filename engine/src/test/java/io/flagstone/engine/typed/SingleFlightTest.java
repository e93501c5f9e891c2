/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many threads ask for one absent key at once; virtual ones too, on a JVM that has them. */
class SingleFlightTest {
    private static final int ROUNDS = 50;

    /** Starts a thread. */
    private record Starter(String name, int threads) {
        Thread start(final Runnable task) {
            if (!name.equals("virtual")) {
                final Thread thread = new Thread(task);
                thread.start();
                return thread;
            }
            try {
                return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
            } catch (final ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static List<Starter> starters() {
        final List<Starter> starters = new ArrayList<>();
        starters.add(new Starter("platform", 64));
        if (Runtime.version().feature() >= 21) {
            starters.add(new Starter("virtual", 1_000));
        }
        return starters;
    }

    @ParameterizedTest
    @MethodSource("starters")
    void shouldLoadOnce(final Starter starter) throws InterruptedException {
        try (TypedBed bed = new TypedBed(); Cache<String, String> cache = bed.strings().build()) {
            for (int round = 0; round < ROUNDS; round++) {
                final String key = "key-" + round;
                final AtomicInteger loads = new AtomicInteger();
                final CountDownLatch start = new CountDownLatch(1);
                final ConcurrentLinkedQueue<String> values = new ConcurrentLinkedQueue<>();
                final List<Thread> threads = new ArrayList<>();
                for (int i = 0; i < starter.threads; i++) {
                    threads.add(starter.start(() -> {
                        awaitQuietly(start);
                        values.add(cache.get(key, k -> k + " loaded " + loads.incrementAndGet()));
                    }));
                }
                start.countDown();
                for (final Thread thread : threads) {
                    thread.join();
                }
                assertEquals(1, loads.get());
                assertEquals(starter.threads, values.size());
                values.forEach(value -> assertEquals(key + " loaded 1", value));
            }
            assertEquals(ROUNDS, cache.stats().loads());
            assertEquals((long) ROUNDS * starter.threads, cache.stats().hits() + cache.stats().misses());
        }
    }

    private static void awaitQuietly(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store of versions that grow, and a cache that must not go back behind what was invalidated. */
    @Test
    void shouldNeverServeAnOlderValueAfterAnInvalidate() throws InterruptedException {
        try (TypedBed bed = new TypedBed(); Cache<String, String> cache = bed.strings().build()) {
            final AtomicInteger source = new AtomicInteger();
            final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
            final List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                final boolean writes = i == 0;
                final Thread thread = new Thread(() -> {
                    for (int turn = 0; turn < 20_000; turn++) {
                        if (writes) {
                            final int version = source.incrementAndGet();
                            cache.invalidate("k");
                            final int seen = Integer.parseInt(cache.get("k", k -> Integer.toString(source.get())));
                            if (seen < version) {
                                wrong.add(seen + " after " + version);
                            }
                        } else {
                            cache.get("k", k -> Integer.toString(source.get()));
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (final Thread thread : threads) {
                thread.join();
            }
            assertNull(wrong.peek());
        }
    }
}
