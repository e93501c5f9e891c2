/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import io.flagstone.benchmarks.console.ByteCount;
import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.engine.Peer;
import io.flagstone.benchmarks.result.FigureOptions;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What an item costs in the caches that people use instead. Each is filled in a JVM of its own, with its flags and with
 * the smallest heap of a ladder in which it can be filled; the whole heap and what the resident memory grew by besides
 * count. A cache that takes its memory at once is given too little for all items, so that it is full; what it holds
 * counts.
 */
final class PeerFootprint {
    /** What the line of {@link FilledPeer} begins with. */
    static final String HELD = "held ";
    /** All that are compared. */
    static final String ALL = "all";

    private static final String MEMCACHED = "memcached";
    private static final Path MEMCACHED_PROGRAM = Path.of("/usr/bin/memcached");
    private static final List<Peer> PEERS = List.of(Peer.FLAGSTONE, Peer.OHC, Peer.EHCACHE, Peer.CHRONICLE_MAP,
        Peer.MAPDB, Peer.CAFFEINE, Peer.CONCURRENT_HASH_MAP);
    private static final long LEAST_HEAP = 8L << 20;
    private static final long YOUNG = 16L << 20;
    private static final int HEAP_PER_ITEM = 96;

    private final int items;
    private final int keyLength;
    private final String sizes;
    private final long seed;
    private final double content;
    private final FigureOptions figures;
    private final Progress progress = new Progress();

    PeerFootprint(final int items, final int keyLength, final String sizes, final long seed,
        final FigureOptions figures) {
        this.items = items;
        this.keyLength = keyLength;
        this.sizes = sizes;
        this.seed = seed;
        this.content = keyLength + ValueSizes.named(sizes).mean(seed);
        this.figures = figures;
    }

    /** Measures some and prints a line for each. */
    void compare(final List<String> names) throws IOException {
        final List<String> all = names.contains(ALL) ? names() : names;
        all.forEach(name -> Rule.require(names().contains(name), "--peers must be of " + names() + ": peers="
            + name));
        System.out.printf(Locale.ROOT, "%,d items, keys of %d bytes, values %s, %.1f bytes of both%n%-20s %12s %10s"
            + " %10s %16s%n", items, keyLength, sizes, content, "", "items held", "heap", "besides", "more per item");
        for (final String name : all) {
            if (!MEMCACHED.equals(name)) {
                measure(name, Peer.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
            } else if (Files.isExecutable(MEMCACHED_PROGRAM)) {
                progress.begin(name);
                report(name, 0, FilledMemcached.fill(MEMCACHED_PROGRAM, items, keyLength, sizes, seed));
            } else {
                System.out.printf(Locale.ROOT, "%-20s is not installed%n", name);
            }
        }
    }

    private static List<String> names() {
        return Stream.concat(PEERS.stream().map(peer -> peer.name().toLowerCase(Locale.ROOT).replace('_', '-')),
            Stream.of(MEMCACHED)).toList();
    }

    private void measure(final String name, final Peer peer) throws IOException {
        long heap = peer.isOnHeap() ? (long) (items * (content + HEAP_PER_ITEM)) : LEAST_HEAP;
        while (true) {
            progress.begin(name + ", heap " + ByteCount.format(heap));
            final ForkedJvm.Outcome outcome = fill(peer, heap);
            if (outcome.status() == 0) {
                report(name, heap, Filled.parse(outcome.said()));
                return;
            }
            if (outcome.status() != FilledPeer.HEAP_TOO_SMALL) {
                throw new IOException(name + " must be filled: status=" + outcome.status() + ", said="
                    + outcome.said());
            }
            progress.end("too small");
            heap += peer.isOnHeap() ? heap / 10 : heap / 2;
        }
    }

    private ForkedJvm.Outcome fill(final Peer peer, final long heap) throws IOException {
        final List<String> flags = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-Xmn" + Math.min(YOUNG,
            heap / 3), "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        flags.addAll(peer.flags());
        return ForkedJvm.ask(flags, FilledPeer.class.getName(), List.of(peer.name(), Integer.toString(items),
            Integer.toString(keyLength), sizes, Long.toString(seed)));
    }

    private void report(final String name, final long heap, final Filled filled) throws IOException {
        final double each = (double) (heap + filled.resident()) / filled.held() - content;
        progress.end(String.format(Locale.ROOT, "%.1f bytes per item", each));
        System.out.printf(Locale.ROOT, "%-20s %,12d %10s %10s %+16.1f%n", name, filled.held(), ByteCount.format(heap),
            ByteCount.format(filled.resident()), each);
        figures.add("memory", "overhead-" + sizes.toLowerCase(Locale.ROOT).replace(':', '-'), name, items, "B/item",
            each);
    }

    /**
     * What a cache holds.
     *
     * @param held     items
     * @param resident bytes by which the resident memory grew
     */
    record Filled(long held, long resident) {
        static Filled parse(final List<String> said) throws IOException {
            for (final String line : said) {
                if (line.startsWith(HELD)) {
                    final long[] numbers = Arrays.stream(line.substring(HELD.length()).split(" "))
                        .mapToLong(Long::parseLong).toArray();
                    return new Filled(numbers[0], numbers[1]);
                }
            }
            throw new IOException("the forked JVM must tell what is held: said=" + said);
        }
    }
}
