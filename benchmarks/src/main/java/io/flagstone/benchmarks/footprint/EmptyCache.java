/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import io.flagstone.benchmarks.console.ByteCount;
import io.flagstone.benchmarks.result.Figure;
import io.flagstone.benchmarks.result.FigureFile;
import io.flagstone.engine.ByteCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The program that {@link StartCommand} starts: it loads nothing but what a cache needs. */
final class EmptyCache {
    private static final long AT_MOST_NANOS = 100_000_000;
    private static final long AT_MOST_RESIDENT = 50L << 20;
    private static final int CSV_ARGUMENT = 2;

    private EmptyCache() {
    }

    /**
     * Builds a cache and prints what it took.
     *
     * @param arguments the limit in bytes; then, if its figures are wanted, {@code --csv} and a file
     * @throws IOException if the system does not tell what is resident
     */
    public static void main(final String[] arguments) throws IOException {
        try {
            final long limit = Long.parseLong(arguments[0]);
            final List<Figure> figures = build(limit);
            if (arguments.length > CSV_ARGUMENT) {
                FigureFile.append(Path.of(arguments[CSV_ARGUMENT]), figures);
            }
        } catch (final IllegalArgumentException e) {
            System.err.println("start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static List<Figure> build(final long limit) throws IOException {
        final long before = ResidentMemory.now();
        final long start = System.nanoTime();
        try (ByteCache cache = ByteCache.builder().memoryLimit(limit).build()) {
            final long nanos = System.nanoTime() - start;
            final long after = ResidentMemory.now();
            final long used = cache.stats().memoryUsed();
            System.out.printf(Locale.ROOT, "limit %s: built in %.1f ms (%s 100 ms); taken from the limit %s%n",
                ByteCount.format(limit), nanos / 1e6, nanos < AT_MOST_NANOS ? "below" : "NOT below",
                ByteCount.format(used));
            System.out.printf(Locale.ROOT, "resident: the JVM %s before, %s after (%s 50 MiB), %s of it the cache%n",
                ByteCount.format(before), ByteCount.format(after), after < AT_MOST_RESIDENT ? "below" : "NOT below",
                ByteCount.format(after - before));
            return List.of(figure("empty-cache-start", "ms", nanos / 1e6, limit),
                figure("empty-cache-resident", "MiB", after / (double) (1 << 20), limit));
        }
    }

    private static Figure figure(final String name, final String unit, final double value, final long limit) {
        return Figure.of("start", name, "flagstone", 0, unit, new double[] {value},
            "java -jar benchmarks/target/benchmarks.jar start --limit " + limit);
    }
}
