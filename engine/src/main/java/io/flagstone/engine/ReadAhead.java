/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.index.BucketIndex;
import io.flagstone.engine.memory.Memory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * Has the memory of many items on its way to the processor before they are read one after the other, so that their
 * cache misses overlap instead of adding up.
 *
 * <p>First {@link #add} the keys, then {@link #fetch}, then read them as usual. It changes nothing that a reader could
 * tell but the time: nothing is counted, and nothing is noted in the items. Worth its while from some keys on in a
 * cache larger than the processor's. Made once and kept, by one thread at a time.
 */
public final class ReadAhead {
    /** The most keys of one {@link #fetch}: more would drive each other out of the processor's nearest cache. */
    public static final int CAPACITY = 32;
    /** The fewest keys of one {@link #fetch} that it is worth its while for. */
    public static final int PAYS_FROM_KEYS = 4;

    /**
     * Buckets from which on it pays: some 37,000 items. In a cache of 10,000 the pass over the keys made a pipelined
     * get 1.4 times as dear; of a million, half as dear.
     */
    private static final int PAYS_FROM = 3400;

    private final CacheCore core;
    private final long[] hashes = new long[CAPACITY];
    private final long[] buckets = new long[CAPACITY];
    private int size;
    private long seen;

    ReadAhead(final CacheCore core) {
        this.core = core;
    }

    /**
     * Tells whether the cache has grown so large that items have to be waited for. A guess, and cheap.
     *
     * @return false if reading ahead would cost more than it saves.
     */
    public boolean pays() {
        return (long) core.stripeAt(0).index().buckets() * core.stripeCount() >= PAYS_FROM;
    }

    /**
     * Adds a key that will be read.
     *
     * @param buffer that holds it.
     * @param offset absolute.
     * @param length 1 to 250.
     * @return whether there is room for another one.
     * @throws IndexOutOfBoundsException if {@link #CAPACITY} keys have been added since the last {@link #fetch}.
     */
    public boolean add(final ByteBuffer buffer, final int offset, final int length) {
        Operations.checkKeyLength(length);
        hashes[size] = core.hash(Memory.base(buffer), BufferOperations.at(buffer, offset, length), length);
        Reference.reachabilityFence(buffer);
        return ++size < CAPACITY;
    }

    /** Fetches what some keys belong to, if that pays; the keys between are at most as many as there is room for. */
    void fetch(final byte[][] keys, final int from, final int to) {
        if (to - from >= PAYS_FROM_KEYS && pays()) {
            for (int i = from; i < to; i++) {
                Operations.checkKey(keys[i]);
                hashes[size++] = core.hash(keys[i], Memory.ARRAY_BASE, keys[i].length);
            }
            fetch();
        }
    }

    /**
     * Asks for the memory of all items whose keys were added, and forgets the keys.
     *
     * @throws IllegalStateException if the cache is closed.
     */
    public void fetch() {
        final int count = size;
        size = 0;
        core.counters.enter();
        try {
            // Three loops and no branch on what is read: the processor runs ahead through all of a loop's misses.
            for (int i = 0; i < count; i++) {
                final BucketIndex index = core.stripe(hashes[i]).index();
                buckets[i] = index.bucket(hashes[i], index.buckets());
            }
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += Memory.getLong(buckets[i]);
            }
            for (int i = 0; i < count; i++) {
                sum += core.stripe(hashes[i]).index().fetchItem(buckets[i], hashes[i]);
            }
            seen = sum;
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    /** What the last {@link #fetch} read: kept, since reads whose result nobody wants are not made. */
    @Override
    public String toString() {
        return "ReadAhead[size=" + size + ", seen=" + seen + "]";
    }
}
