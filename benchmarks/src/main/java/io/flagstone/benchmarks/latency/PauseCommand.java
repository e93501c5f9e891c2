/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import io.flagstone.benchmarks.console.ByteCount;
import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.footprint.Filler;
import io.flagstone.benchmarks.result.FigureOptions;
import io.flagstone.benchmarks.workload.ValueOptions;
import io.flagstone.benchmarks.workload.ValueSizes;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.StoreResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long the longest operations take while a cache grows, evicts and moves pages. Operations come in blocks; after
 * each block the same thread spins for as many rounds of the same length, so that what the machine does to a thread is
 * measured in the same seconds.
 */
@Command(name = "pause", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Inserts items from empty, with growth, evictions and moved pages: each of the sizes has its share of"
        + " the items, so that pages have to move. Prints the times of all operations beside those of an idle loop in"
        + " the same seconds.")
public final class PauseCommand implements Callable<Integer> {
    private static final int BLOCK = 50_000;
    private static final int KEY_LENGTH = 20;
    private static final int FAILED = 1;

    @Option(names = "--items", paramLabel = "N", defaultValue = "20000000", description = "inserted (default:"
        + " ${DEFAULT-VALUE})")
    private int items;

    @Option(names = "--limit", paramLabel = "BYTES", defaultValue = "1g", description = "of the cache (default:"
        + " ${DEFAULT-VALUE})")
    private String limit;

    @Mixin
    private final ValueOptions values = new ValueOptions("40-120,log:200-4000,1-60,lognormal");

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    private final Histogram operations = new Histogram(3);
    private final Histogram idle = new Histogram(3);
    private final Progress progress = new Progress();

    /** Made by the command line. */
    public PauseCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        Rule.require(items >= BLOCK, "--items must be >= " + BLOCK + ": items=" + items);
        final long bytes = ByteCount.parse("limit", limit);
        final List<ValueSizes> lengths = values.values();
        lengths.forEach(each -> Filler.warmUp(KEY_LENGTH, each));
        try (ByteCache cache = ByteCache.builder().memoryLimit(bytes).build()) {
            warmUpIdle();
            insert(cache, lengths);
            print(cache.stats(), bytes);
        }
        for (final double percentile : Percentiles.ALL) {
            figures.add("latency", "pause", "flagstone set", percentile, "us",
                operations.getValueAtPercentile(percentile) / 1e3);
            figures.add("latency", "pause", "idle", percentile, "us", idle.getValueAtPercentile(percentile) / 1e3);
        }
        return verdict() == PauseVerdict.BELOW ? 0 : FAILED;
    }

    private void warmUpIdle() {
        for (int i = 0; i < BLOCK; i++) {
            idle(1);
        }
        idle.reset();
    }

    private void insert(final ByteCache cache, final List<ValueSizes> lengths) {
        final List<Filler> fillers = lengths.stream()
            .map(each -> new Filler(cache, KEY_LENGTH, each, values.seed())).toList();
        final int share = (items + fillers.size() - 1) / fillers.size();
        long refused = 0;
        progress.begin("insert");
        for (int from = 0; from < items; from += BLOCK) {
            final Filler filler = fillers.get(from / share);
            final int to = (int) Math.min(items, (long) from + BLOCK);
            final long start = System.nanoTime();
            for (int i = from; i < to; i++) {
                final int length = filler.drawLength();
                final long before = System.nanoTime();
                final StoreResult result = filler.store(i, length);
                operations.recordValue(System.nanoTime() - before);
                refused += result == StoreResult.STORED ? 0 : 1;
            }
            final long each = (System.nanoTime() - start) / (to - from);
            for (int i = from; i < to; i++) {
                idle(each);
            }
            progress.at(to, items);
        }
        progress.end(String.format(Locale.ROOT, "%,d refused", refused));
    }

    /** One round of the idle loop: it looks at the clock until the time is over. */
    private void idle(final long nanos) {
        final long before = System.nanoTime();
        long now = before;
        while (now - before < nanos) {
            now = System.nanoTime();
        }
        idle.recordValue(now - before);
    }

    private void print(final CacheStats stats, final long bytes) {
        System.out.printf(Locale.ROOT, "%,d inserts, limit %s: %,d items held, %,d evictions, %,d pages moved, index of"
            + " %,d buckets%n%-10s %14s %14s %14s%n", items, ByteCount.format(bytes), stats.items(),
            stats.evictions(), stats.pagesMoved(), stats.indexBuckets(), "us", "operation", "idle loop", "difference");
        for (final double percentile : Percentiles.ALL) {
            System.out.printf(Locale.ROOT, "%-10s %14.2f %14.2f %14.2f%n",
                Percentiles.name(percentile), operations.getValueAtPercentile(percentile) / 1e3,
                idle.getValueAtPercentile(percentile) / 1e3, difference(percentile) / 1e3);
        }
        System.out.printf(Locale.ROOT, "p99.99 apart from what the idle loop sees: %.3f ms, %s%n",
            difference(Percentiles.MEASURED) / 1e6, verdict());
    }

    private PauseVerdict verdict() {
        return PauseVerdict.of(operations.getValueAtPercentile(Percentiles.MEASURED),
            idle.getValueAtPercentile(Percentiles.MEASURED));
    }

    private double difference(final double percentile) {
        return operations.getValueAtPercentile(percentile) - idle.getValueAtPercentile(percentile);
    }
}
