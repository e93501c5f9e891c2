/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import io.flagstone.benchmarks.console.ByteCount;
import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.result.FigureOptions;
import io.flagstone.benchmarks.workload.ValueOptions;
import io.flagstone.benchmarks.workload.ValueSizes;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.StoreResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether resident memory stays within the limit while sizes change without end. */
@Command(name = "soak", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Stores values of each of the sizes in turn, a minute each, at the limit, in a JVM of its own, and"
        + " compares the resident memory of every second with the limit and what the JVM takes with an empty cache.")
public final class SoakCommand implements Callable<Integer> {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final double SLACK = 0.02;
    private static final int KEY_LENGTH = 20;
    private static final int KEYS = 1 << 22;
    private static final int FAILED = 1;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "3600", description = "that it lasts (default:"
        + " ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--limit", paramLabel = "BYTES", defaultValue = "1g", description = "of the cache (default:"
        + " ${DEFAULT-VALUE})")
    private String limit;

    @Mixin
    private final ValueOptions values = new ValueOptions("log:1-1000000,1-1000000");

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    @Option(names = ForkedJvm.HERE, hidden = true)
    private boolean here;

    private final Progress progress = new Progress();

    /** Made by the command line. */
    public SoakCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        Rule.require(seconds >= 1 && seconds <= 1_000_000, "--seconds must be 1 to 1000000: seconds=" + seconds);
        final long bytes = ByteCount.parse("limit", limit);
        final List<ValueSizes> lengths = values.values();
        if (!here) {
            final List<String> own = new ArrayList<>(List.of("--seconds", Integer.toString(seconds), "--limit", limit));
            own.addAll(figures.words());
            return ForkedJvm.runCommand("soak", own, values.words());
        }
        lengths.forEach(each -> Filler.warmUp(KEY_LENGTH, each));
        try (ByteCache cache = ByteCache.builder().memoryLimit(bytes).build()) {
            return run(cache, bytes, lengths.stream()
                .map(each -> new Filler(cache, KEY_LENGTH, each, values.seed())).toList());
        }
    }

    private int run(final ByteCache cache, final long bytes, final List<Filler> fillers) throws IOException {
        final long floor = ResidentMemory.now();
        final boolean peakKnown = ResidentMemory.resetPeak();
        final SplittableRandom keys = new SplittableRandom(values.seed());
        final long start = System.nanoTime();
        long highest = 0;
        int highestAt = 0;
        long stores = 0;
        long refused = 0;
        progress.begin("soak");
        for (int second = 0; second < seconds; second++) {
            final Filler filler = fillers.get(second / 60 % fillers.size());
            while (System.nanoTime() - start < (second + 1) * NANOS_PER_SECOND) {
                refused += filler.store(keys.nextInt(KEYS), filler.drawLength()) == StoreResult.STORED ? 0 : 1;
                stores++;
            }
            final long resident = ResidentMemory.now();
            highestAt = resident > highest ? second : highestAt;
            highest = Math.max(highest, resident);
            progress.at(second + 1, seconds);
        }
        progress.end(String.format(Locale.ROOT, "%,d stores", stores));
        final long peak = peakKnown ? Math.max(highest, ResidentMemory.peak()) : highest;
        final CacheStats stats = cache.stats();
        System.out.printf(Locale.ROOT, "%,d stores in %d s, %,d refused; %,d items, %,d evictions, %,d pages moved%n",
            stores, seconds, refused, stats.items(), stats.evictions(), stats.pagesMoved());
        final double bound = floor + bytes * (1 + SLACK);
        System.out.printf(Locale.ROOT, "resident, MiB: floor %.1f (empty cache), limit %.1f, highest at the end of a"
            + " second %.1f (second %d), highest%s %.1f; limit + floor + 2 %% is %.1f: %s%n", mebibytes(floor),
            mebibytes(bytes), mebibytes(highest), highestAt, peakKnown ? "" : " known", mebibytes(peak),
            mebibytes(bound), peak <= bound ? "never above" : "ABOVE");
        figures.add("memory", "soak", "flagstone", 0, "MiB", mebibytes(peak - bound));
        return peak <= bound ? 0 : FAILED;
    }

    private static double mebibytes(final double bytes) {
        return bytes / (1 << 20);
    }
}
