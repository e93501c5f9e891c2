/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import io.flagstone.benchmarks.engine.CachePeer;
import io.flagstone.benchmarks.engine.CacheRoom;
import io.flagstone.benchmarks.engine.Peer;
import io.flagstone.benchmarks.workload.NumberedKey;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The program that fills one peer and tells in one line what it took. It ends with {@link #HEAP_TOO_SMALL}, as the JVM
 * does when it runs out of heap, if collections take more than nine tenths of the time. Half is no sign: who stores
 * large values and keeps them all has that in any heap.
 */
final class FilledPeer {
    /** The status with which the JVM ends by ExitOnOutOfMemoryError. */
    static final int HEAP_TOO_SMALL = 3;

    private static final int WARMUP_ITEMS = 30_000;
    private static final int ITEMS_PER_LOOK = 1 << 14;
    private static final long FIRST_LOOK_MILLIS = 5_000;
    private static final int READ_BACK = 1_000;

    private final Peer peer;
    private final int keyLength;
    private final ValueSizes sizes;
    private final long seed;
    private long residentAfter;

    private FilledPeer(final Peer peer, final int keyLength, final ValueSizes sizes, final long seed) {
        this.peer = peer;
        this.keyLength = keyLength;
        this.sizes = sizes;
        this.seed = seed;
    }

    /**
     * Fills a peer; prints the items that it holds and the bytes by which the resident memory grew.
     *
     * @param arguments peer, items, length of keys, sizes of values, seed
     * @throws IOException if the system does not tell what is resident
     */
    public static void main(final String[] arguments) throws IOException {
        final FilledPeer filled = new FilledPeer(Peer.valueOf(arguments[0]), Integer.parseInt(arguments[2]),
            ValueSizes.named(arguments[3]), Long.parseLong(arguments[4]));
        final int items = Integer.parseInt(arguments[1]);
        filled.fill(WARMUP_ITEMS);
        System.gc();
        final long before = ResidentMemory.now();
        final long held = filled.fill(items);
        System.out.println(PeerFootprint.HELD + held + " " + (filled.residentAfter - before));
        System.exit(0);
    }

    private long fill(final int items) throws IOException {
        final CacheRoom room = new CacheRoom(items, keyLength, (int) Math.round(sizes.mean(seed)), false, true);
        try (CachePeer cache = peer.open(room)) {
            final SplittableRandom random = new SplittableRandom(seed);
            final long start = System.nanoTime();
            final long collected = collectionMillis();
            for (int i = 0; i < items; i++) {
                cache.put(new NumberedKey(keyLength).write(i), value(i, sizes.draw(random)));
                if (i % ITEMS_PER_LOOK == 0) {
                    stopIfCollecting(collectionMillis() - collected, (System.nanoTime() - start) / 1_000_000);
                }
            }
            residentAfter = ResidentMemory.now();
            verify(cache, items, keyLength, sizes, seed);
            return cache.size();
        }
    }

    /** The value of an item, which hardly another one has. */
    static byte[] value(final int item, final int length) {
        final byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = (byte) ((item >>> (i & 3) * Byte.SIZE) + (i >>> 2) * 31);
        }
        return value;
    }

    private static void stopIfCollecting(final long collecting, final long elapsed) {
        if (elapsed > FIRST_LOOK_MILLIS && collecting > elapsed / 10 * 9) {
            Runtime.getRuntime().halt(HEAP_TOO_SMALL);
        }
    }

    private static long collectionMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
    }

    /**
     * Reads the last items and some of all others, and compares each byte of what is there. What is not there may have
     * been evicted, but for the last ones, of which some must be there: a cache that holds nothing would be a small
     * one.
     */
    static void verify(final CachePeer cache, final int items, final int keyLength, final ValueSizes sizes,
        final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int step = Math.max(1, items / READ_BACK);
        int found = 0;
        for (int i = 0; i < items; i++) {
            final int length = sizes.draw(random);
            final boolean isLast = i >= items - READ_BACK;
            final byte[] read = isLast || i % step == 0 ? cache.read(new NumberedKey(keyLength).write(i)) : null;
            if (read != null) {
                found += isLast ? 1 : 0;
                if (!Arrays.equals(read, value(i, length))) {
                    throw new IllegalStateException("a value must be read as it was stored: item=" + i + ", bytes="
                        + length);
                }
            }
        }
        if (found == 0) {
            throw new IllegalStateException("some of the last items must be there: items=" + items);
        }
    }
}
