/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.index.BucketIndex;
import io.flagstone.engine.index.IndexBlocks;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.item.KeyHash;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.slab.SlabAllocator;
import io.flagstone.engine.slab.SlabClassTable;
import io.flagstone.engine.stripe.ReplacementPolicy;
import io.flagstone.engine.stripe.Stripe;
import io.flagstone.engine.time.RelativeClock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The parts of one cache, put together, and what all its operations share. */
final class CacheCore {
    private static final long STRIPE_BYTES = 16L << 20;
    private static final int STRIPES_PER_PROCESSOR = 4;
    private static final int MAX_STRIPES = 64;
    private static final int MIN_PAGE = 1 << 10;
    private static final int MAX_PAGE = 1 << 20;
    private static final int PAGES_WANTED = 1024;
    private static final int PAGES_PER_CLASS = 8;
    private static final long PAUSE_NANOS = 50_000;

    final Arena arena;
    final SlabClassTable table;
    final SlabAllocator slabs;
    final IndexBlocks blocks;
    final RelativeClock clock;
    final OperationCounters counters;
    final int maximumItemLength;
    final boolean evictions;
    final EvictionPolicy evictionPolicy;
    final AtomicLong pagesMoved = new AtomicLong();
    /** Who needs the memory: the cache until it is closed, and each view that has lent it. */
    private final AtomicInteger holders = new AtomicInteger(1);
    private final Stripe[] stripes;
    private final long seed;

    /**
     * Puts a cache together.
     *
     * @param memoryLimit       in bytes.
     * @param growthFactor      of the slab classes, 0 to choose one.
     * @param minimumChunk      bytes of key, value and flags in the smallest class.
     * @param maximumItemLength in bytes.
     * @param evictions         whether items give way to new ones.
     * @param evictionPolicy    which items give way.
     * @param clock             the cache's.
     * @param seed              of the hash of keys.
     */
    CacheCore(final long memoryLimit, final double growthFactor, final int minimumChunk,
            final int maximumItemLength, final boolean evictions, final EvictionPolicy evictionPolicy,
            final RelativeClock clock, final long seed) {
        this.maximumItemLength = maximumItemLength;
        this.evictions = evictions;
        this.evictionPolicy = evictionPolicy;
        this.clock = clock;
        arena = new Arena(memoryLimit, pageBytes(memoryLimit));
        table = table(ItemLayout.HEADER + minimumChunk, growthFactor);
        slabs = new SlabAllocator(arena, table);
        blocks = new IndexBlocks(arena);
        counters = new OperationCounters();
        this.seed = seed;
        stripes = new Stripe[stripeCount(memoryLimit, Runtime.getRuntime().availableProcessors())];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new Stripe(i, stripes.length, arena, slabs, new BucketIndex(arena, blocks, seed), policy(),
                clock.now());
        }
    }

    private ReplacementPolicy policy() {
        return evictionPolicy == EvictionPolicy.S3_FIFO ? ReplacementPolicy.s3Fifo(arena, blocks, slabs.classes())
            : ReplacementPolicy.segmentedLru(arena, slabs.classes(), evictionPolicy == EvictionPolicy.LRU);
    }

    static int pageBytes(final long memoryLimit) {
        final long wanted = Long.highestOneBit(memoryLimit / PAGES_WANTED);
        return (int) Math.min(MAX_PAGE, Math.max(MIN_PAGE, wanted));
    }

    /** As many as threads can use, but none so small that its queues hold too few items to judge them. */
    static int stripeCount(final long memoryLimit, final int processors) {
        final int useful = Integer.highestOneBit(Math.min(MAX_STRIPES, processors * STRIPES_PER_PROCESSOR));
        return (int) Math.min(useful, Math.max(1, Long.highestOneBit(memoryLimit / STRIPE_BYTES)));
    }

    private SlabClassTable table(final int smallest, final double growthFactor) {
        return growthFactor == 0
            ? SlabClassTable.withClasses(smallest, arena.maxPages() / PAGES_PER_CLASS, arena.pageBytes(),
                arena.granule())
            : new SlabClassTable(smallest, growthFactor, arena.pageBytes(), arena.granule());
    }

    long hash(final Object base, final long key, final int length) {
        return KeyHash.hash(base, key, length, seed);
    }

    /** The hash of a stored item's key; the caller holds its stripe, or checks the answer under it. */
    long hashOf(final int reference) {
        final long address = arena.address(reference);
        final long control = Item.control(address);
        return hash(null, Item.keyAddress(address, control), ControlWord.keyLength(control));
    }

    Stripe stripe(final long hash) {
        return stripes[(int) (hash >>> 56) & stripes.length - 1];
    }

    /**
     * Tells how many stripes there are.
     *
     * @return a power of two.
     */
    public int stripeCount() {
        return stripes.length;
    }

    /**
     * Gives a stripe.
     *
     * @param number from 0.
     * @return it.
     */
    public Stripe stripeAt(final int number) {
        return stripes[number];
    }

    /**
     * Gives the cache's clock.
     *
     * @return it.
     */
    public RelativeClock clock() {
        return clock;
    }

    /**
     * Gives the arena.
     *
     * @return it.
     */
    public Arena arena() {
        return arena;
    }

    /**
     * Gives the slab classes.
     *
     * @return them.
     */
    public SlabAllocator slabs() {
        return slabs;
    }

    /**
     * Gives the source of index memory.
     *
     * @return it.
     */
    public IndexBlocks blocks() {
        return blocks;
    }

    /**
     * Gives the counters of gets.
     *
     * @return them.
     */
    public OperationCounters counters() {
        return counters;
    }

    /**
     * Lets nobody in any more, waits until nobody is inside, and lets go of the memory.
     *
     * @return whether this call closed the cache.
     */
    public boolean close() {
        synchronized (counters) {
            if (counters.isShut()) {
                return false;
            }
            counters.shut();
        }
        while (!counters.isEmpty()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        release();
        return true;
    }

    /** Keeps the memory until {@link #release}, though the cache be closed. The caller has entered. */
    void hold() {
        holders.incrementAndGet();
    }

    /** Lets go of the memory; the last one frees it. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            arena.close();
        }
    }
}
