/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import io.flagstone.benchmarks.console.ByteCount;
import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.workload.NumberedKey;
import io.flagstone.benchmarks.workload.ValueOptions;
import io.flagstone.benchmarks.workload.ValueSizes;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.StoreResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an item costs beyond its key and its value. */
@Command(name = "memory", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Fills a cache in a JVM of its own and prints the bytes per item beyond key and value, by the cache's"
        + " own accounting and by resident memory: once with room for all, once at a limit of half as much, with"
        + " evictions. It takes one of the sizes.")
public final class MemoryCommand implements Callable<Integer> {
    private static final int SAMPLE = 100_000;
    private static final int ITEMS_PER_REPORT = 1 << 14;
    private static final long SPARE = 64L << 20;
    private static final double ROOM = 2.0;
    private static final int ROOM_PER_ITEM = 128;

    @Option(names = "--items", paramLabel = "N", defaultValue = "10000000", description = "stored (default:"
        + " ${DEFAULT-VALUE})")
    private int items;

    @Option(names = "--key-length", paramLabel = "BYTES", defaultValue = "0", description = "of every key (default: 20;"
        + " 36 with lognormal)")
    private int keyLength;

    @Mixin
    private final ValueOptions values = new ValueOptions("60");

    @Option(names = ForkedJvm.HERE, hidden = true)
    private boolean here;

    private final Progress progress = new Progress();

    /** Made by the command line. */
    public MemoryCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        keyLength = keyLength != 0 ? keyLength : "lognormal".equals(values.sizes()) ? 36 : 20;
        Rule.require(items >= SAMPLE && items <= 1 << 30, "--items must be " + SAMPLE + " to 2^30: items=" + items);
        Rule.require(keyLength >= NumberedKey.SHORTEST && keyLength <= NumberedKey.LONGEST, "--key-length must be "
            + NumberedKey.SHORTEST + " to " + NumberedKey.LONGEST + ": key-length=" + keyLength);
        final ValueSizes lengths = ValueSizes.named(values.sizes());
        if (!here) {
            return ForkedJvm.runCommand("memory", List.of("--items", Integer.toString(items), "--key-length",
                Integer.toString(keyLength)), values.words());
        }
        Filler.warmUp(keyLength, lengths);
        final long room = (long) (items * (meanContent(lengths) + ROOM_PER_ITEM) * ROOM) + SPARE;
        System.out.printf(Locale.ROOT, "%,d items, keys of %d bytes, values %s%n%-14s %10s %12s %14s %14s %14s%n",
            items, keyLength, values.sizes(), "", "limit", "items held", "key and value", "accounting", "resident");
        final long used = fill("room for all", lengths, room);
        fill("at the limit", lengths, used / 2);
        return 0;
    }

    private double meanContent(final ValueSizes lengths) {
        long sum = 0;
        for (final int length : lengths.lengths(SAMPLE, values.seed())) {
            sum += length;
        }
        return keyLength + (double) sum / SAMPLE;
    }

    /** Fills a cache and prints a line; gives the memory that it took. */
    private long fill(final String name, final ValueSizes lengths, final long limit) throws IOException {
        progress.begin(name);
        try (ByteCache cache = ByteCache.builder().memoryLimit(limit).build()) {
            final int header = headerBytes(cache);
            final Filler filler = new Filler(cache, keyLength, lengths, values.seed());
            final long before = ResidentMemory.now();
            long refused = 0;
            for (int i = 0; i < items; i++) {
                refused += filler.store(i, filler.drawLength()) == StoreResult.STORED ? 0 : 1;
                if (i % ITEMS_PER_REPORT == 0) {
                    progress.at(i, items);
                }
            }
            final long resident = ResidentMemory.now() - before;
            final CacheStats stats = cache.stats();
            final double content = (double) stats.itemBytes() / stats.items() - header;
            progress.end(String.format(Locale.ROOT, "%,d evictions, %,d refused", stats.evictions(), refused));
            System.out.printf(Locale.ROOT, "%-14s %10s %,12d %14.1f %+14.1f %+14.1f%n", name, ByteCount.format(limit),
                stats.items(), content, (double) stats.memoryUsed() / stats.items() - content,
                (double) resident / stats.items() - content);
            return stats.memoryUsed();
        }
    }

    /** What the cache counts for an item beside its key and value: the header, found with an item of known length. */
    private int headerBytes(final ByteCache cache) {
        final Filler one = new Filler(cache, keyLength, ValueSizes.named("100"), values.seed());
        one.store(0, 100);
        return (int) cache.stats().itemBytes() - keyLength - 100;
    }
}
