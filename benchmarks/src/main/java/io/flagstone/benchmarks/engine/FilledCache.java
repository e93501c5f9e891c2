/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import io.flagstone.benchmarks.workload.Keys;
import io.flagstone.benchmarks.workload.ZipfKeys;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One peer, filled with every item, and the operations on it, which follow each other in a ring. Shared by all threads.
 */
@State(Scope.Benchmark)
public abstract class FilledCache {
    /** The longest value that can be measured, in bytes. */
    static final int LONGEST_VALUE = 1 << 16;

    /** Length of the ring, a power of two. */
    static final int OPERATIONS = 1 << 21;

    private static final int SPARE_VALUES = 1 << 10;
    private static final long SEED = 20_11_2026L;

    /** The cache under measurement. */
    @Param
    public Peer peer;

    /** Number of items, all of which the cache holds. */
    @Param("1000000")
    public int items;

    /** Length of every value, in bytes. */
    @Param("256")
    public int valueLength;

    /** Exponent of the Zipf distribution of the keys. */
    @Param("0.99")
    public double skew;

    /** Whether Flagstone asks for huge pages; a heap has them by the flag UseTransparentHugePages. */
    @Param("false")
    public boolean hugePages;

    CachePeer cache;
    byte[][] spareValues;

    /** Fills the cache and verifies that it holds everything. */
    @Setup(Level.Trial)
    public void fill() {
        if (valueLength < 1 || valueLength > LONGEST_VALUE) {
            throw new IllegalArgumentException(
                "valueLength must be 1 to " + LONGEST_VALUE + ": valueLength=" + valueLength);
        }
        final byte[][] stored = Keys.range(0, items);
        final int[] sequence = new ZipfKeys(items, skew, SEED).sequence(OPERATIONS);
        cache = peer.open(content(stored, sequence));
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < items; i++) {
            final byte[] value = new byte[valueLength];
            random.nextBytes(value);
            if (!cache.fill(i, value)) {
                throw new IllegalStateException("every item must be stored: peer=" + peer + ", index=" + i);
            }
        }
        if (cache.size() != items) {
            throw new IllegalStateException("nothing may be evicted: peer=" + peer + ", size=" + cache.size());
        }
        spareValues = new byte[SPARE_VALUES][valueLength];
        for (final byte[] value : spareValues) {
            random.nextBytes(value);
        }
    }

    /** Lets the cache go, after a check that it still held everything. */
    @TearDown(Level.Trial)
    public void close() {
        final long size = cache.size();
        cache.close();
        if (size != items) {
            throw new IllegalStateException("nothing may be evicted: peer=" + peer + ", size=" + size);
        }
    }

    final CacheRoom room() {
        return new CacheRoom(items, Keys.LENGTH, valueLength, hugePages, false);
    }

    /**
     * Makes the keys.
     *
     * @param stored   keys under which the cache is filled
     * @param sequence of the items that the operations are about
     * @return both, with one lookup key for each operation
     */
    abstract CacheContent content(byte[][] stored, int[] sequence);
}
