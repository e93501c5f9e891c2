/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.embedded.Contender;
import io.flagstone.benchmarks.embedded.EmbeddedCache;
import io.flagstone.benchmarks.workload.Keys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GetCostTest {
    private final EmbeddedCache cache = Contender.CONCURRENT_HASH_MAP.open(1, false);
    private long now;

    /** Each time that somebody looks at the clock, 1024 times 30 nanoseconds have passed. */
    private long look() {
        return now += 30 * KeyBlock.LENGTH;
    }

    @Test
    void shouldDivideTheTimeOfTheGetsAloneByTheirNumber() {
        cache.set(Keys.key(5), new byte[10]);
        final KeyBlock block = new KeyBlock(() -> {
            now += 1_000_000;
            return 5;
        }, 10);
        assertEquals(30, new GetCost(this::look).perGet(cache, block, 100_000), 1e-9);
        assertEquals(4 * (2 * 30 + 1_000_000) * (long) KeyBlock.LENGTH, now);
    }

    @Test
    void shouldRefuseToTakeTheTimeOfMisses() {
        cache.set(Keys.key(5), new byte[10]);
        assertThrows(IllegalStateException.class,
            () -> new GetCost(this::look).perGet(cache, new KeyBlock(() -> 6, 10), 1));
        assertThrows(IllegalStateException.class,
            () -> new GetCost(this::look).perGet(cache, new KeyBlock(() -> 5, 11), 1));
    }

    @Test
    void shouldTellTheMeanOfAllThreads() throws Exception {
        cache.set(Keys.key(5), new byte[10]);
        final ThreadLocal<long[]> times = ThreadLocal.withInitial(() -> new long[1]);
        final ExecutorService threads = Executors.newCachedThreadPool();
        try {
            assertEquals(30, new GetCost(() -> times.get()[0] += 30 * KeyBlock.LENGTH).perGet(cache,
                List.of(new KeyBlock(() -> 5, 10), new KeyBlock(() -> 5, 10)), 1, threads), 1e-9);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Timeout(300)
    void shouldLetNoThreadBeginBeforeAllAreThere() throws Exception {
        cache.set(Keys.key(5), new byte[10]);
        final AtomicInteger drawn = new AtomicInteger();
        final AtomicReference<Thread> first = new AtomicReference<>();
        final ThreadPoolExecutor threads = new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), task -> {
                if (first.get() != null) {
                    while (drawn.get() == 0 && first.get().getState() != Thread.State.WAITING) {
                        Thread.onSpinWait();
                    }
                    assertEquals(0, drawn.get(), "the first thread must wait for the second");
                }
                first.compareAndSet(null, new Thread(task));
                return first.get().getState() == Thread.State.NEW ? first.get() : new Thread(task);
            });
        try {
            new GetCost(System::nanoTime).perGet(cache, List.of(new KeyBlock(() -> 5 + 0 * drawn.incrementAndGet(), 10),
                new KeyBlock(() -> 5 + 0 * drawn.incrementAndGet(), 10)), 1, threads);
        } finally {
            threads.shutdownNow();
        }
        assertTrue(drawn.get() >= 2 * KeyBlock.LENGTH);
    }

    @ParameterizedTest
    @EnumSource(Contender.class)
    void shouldMeasureEachPointInEachRound(final Contender contender) throws Exception {
        final Plan plan = new Plan(List.of(Plan.ITEMS, Plan.ZIPF), List.of(1000, 3000), List.of(1), List.of());
        try (Curves curves = new Curves(contender, false, new Progress())) {
            final List<Point> points = plan.byItems();
            final Map<Point, double[]> costs = curves.measure(points, 2, 1);
            assertEquals(points, List.copyOf(costs.keySet()));
            costs.values().forEach(each -> assertEquals(2, each.length));
        }
    }
}
