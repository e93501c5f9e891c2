/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import io.flagstone.benchmarks.console.ByteCount;
import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.result.FigureOptions;
import io.flagstone.benchmarks.workload.NumberedKey;
import io.flagstone.benchmarks.workload.ValueOptions;
import io.flagstone.benchmarks.workload.ValueSizes;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.StoreResult;
import java.io.IOException;
import java.util.ArrayList;
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
        + " evictions. It takes one of the sizes. With --peers, resident memory alone, beside other caches.")
public final class MemoryCommand implements Callable<Integer> {
    private static final int FEWEST = 100_000;
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

    @Option(names = "--peers", paramLabel = "LIST", arity = "0..1", fallbackValue = PeerFootprint.ALL, split = ",",
        description = "compares caches, each in a JVM of its own with the least heap that does: flagstone, ohc,"
        + " ehcache, chronicle-map, mapdb, caffeine, concurrent-hash-map, memcached (default: all of them)")
    private List<String> peers;

    @Mixin
    private final FigureOptions figures = new FigureOptions();

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
        Rule.require(items >= FEWEST && items <= 1 << 30, "--items must be " + FEWEST + " to 2^30: items=" + items);
        Rule.require(keyLength >= NumberedKey.SHORTEST && keyLength <= NumberedKey.LONGEST, "--key-length must be "
            + NumberedKey.SHORTEST + " to " + NumberedKey.LONGEST + ": key-length=" + keyLength);
        final ValueSizes lengths = ValueSizes.named(values.sizes());
        if (peers != null) {
            new PeerFootprint(items, keyLength, values.sizes(), values.seed(), figures).compare(peers);
            return 0;
        }
        if (!here) {
            final List<String> own = new ArrayList<>(List.of("--items", Integer.toString(items), "--key-length",
                Integer.toString(keyLength)));
            own.addAll(figures.words());
            return ForkedJvm.runCommand("memory", own, values.words());
        }
        Filler.warmUp(keyLength, lengths);
        final long room = (long) (items * (keyLength + lengths.mean(values.seed()) + ROOM_PER_ITEM) * ROOM) + SPARE;
        System.out.printf(Locale.ROOT, "%,d items, keys of %d bytes, values %s%n%-14s %10s %12s %14s %14s %14s%n",
            items, keyLength, values.sizes(), "", "limit", "items held", "key and value", "accounting", "resident");
        final long used = fill("room for all", lengths, room);
        fill("at the limit", lengths, used / 2);
        return 0;
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
            record(name.replace(' ', '-'), stats.items(), stats.memoryUsed(), resident, content);
            return stats.memoryUsed();
        }
    }

    private void record(final String name, final long held, final long used, final long resident, final double content)
            throws IOException {
        final String of = values.sizes().toLowerCase(Locale.ROOT).replace(':', '-') + "-" + name;
        figures.add("memory", "accounted-" + of, "flagstone", items, "B/item", (double) used / held - content);
        figures.add("memory", "resident-" + of, "flagstone", items, "B/item", (double) resident / held - content);
    }

    /** What the cache counts for an item beside its key and value: the header, found with an item of known length. */
    private int headerBytes(final ByteCache cache) {
        final Filler one = new Filler(cache, keyLength, ValueSizes.named("100"), values.seed());
        one.store(0, 100);
        return (int) cache.stats().itemBytes() - keyLength - 100;
    }
}
