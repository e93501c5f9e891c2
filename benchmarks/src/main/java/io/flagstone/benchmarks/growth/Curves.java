/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.growth;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.embedded.Contender;
import io.flagstone.benchmarks.embedded.EmbeddedCache;
import io.flagstone.benchmarks.workload.Keys;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Measures some points of one cache: all are filled first, and then each has its turn in every round. */
final class Curves implements AutoCloseable {
    private static final int ITEMS_PER_REPORT = 1 << 14;

    private final Contender contender;
    private final boolean hugePages;
    private final Progress progress;
    private final GetCost cost = new GetCost(System::nanoTime);
    private final Map<Point.Shape, EmbeddedCache> caches = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Curves(final Contender contender, final boolean hugePages, final Progress progress) {
        this.contender = contender;
        this.hugePages = hugePages;
        this.progress = progress;
    }

    /** Measures; tells nanoseconds for each get, by point and round. The first round is for the compiler alone. */
    Map<Point, double[]> measure(final List<Point> points, final int rounds, final long nanos)
            throws InterruptedException {
        final Map<Point, double[]> costs = new LinkedHashMap<>();
        final Map<Point, List<KeyBlock>> blocks = new HashMap<>();
        for (final Point point : points) {
            caches.computeIfAbsent(point.shape(), this::filled);
            costs.put(point, new double[rounds]);
            blocks.put(point, IntStream.range(0, point.threads())
                .mapToObj(thread -> new KeyBlock(point.draws(thread), point.valueLength())).toList());
        }
        progress.begin("measure " + contender);
        for (int round = -1; round < rounds; round++) {
            for (final Point point : points) {
                final double nanosPerGet = cost.perGet(caches.get(point.shape()), blocks.get(point), nanos, threads);
                if (round >= 0) {
                    costs.get(point)[round] = nanosPerGet;
                }
            }
            progress.at(round + 2, rounds + 1);
        }
        progress.end(rounds + " rounds");
        return costs;
    }

    private EmbeddedCache filled(final Point.Shape shape) {
        final EmbeddedCache cache = contender.open(shape.limit(), hugePages);
        final byte[] key = new byte[Keys.LENGTH];
        final byte[] value = new byte[shape.valueLength()];
        progress.begin("fill " + contender + " with " + shape.items() + " items of " + shape.valueLength() + " bytes");
        for (int i = 0; i < shape.items(); i++) {
            Keys.write(i, key, 0);
            Rule.require(cache.set(key, value), "every item must be stored: item=" + i);
            if (i % ITEMS_PER_REPORT == 0) {
                progress.at(i, shape.items());
            }
        }
        progress.end(cache.events());
        Rule.require(cache.items() == shape.items(), "nothing may be evicted: items=" + cache.items());
        return cache;
    }

    @Override
    public void close() {
        threads.shutdown();
        caches.values().forEach(EmbeddedCache::close);
    }
}
