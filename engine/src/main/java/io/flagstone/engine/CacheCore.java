/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.flagstone.engine.events.FlightRecording;
import io.flagstone.engine.events.OperationWatch;
import io.flagstone.engine.index.BucketIndex;
import io.flagstone.engine.index.IndexBlocks;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.item.KeyHash;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;
import io.flagstone.engine.slab.SlabAllocator;
import io.flagstone.engine.slab.SlabClassTable;
import io.flagstone.engine.stripe.ReplacementPolicy;
import io.flagstone.engine.stripe.Stripe;
import io.flagstone.engine.time.RelativeClock;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The parts of one cache, put together, and what all its operations share. */
final class CacheCore {
    private static final long STRIPE_BYTES = 16L << 20;
    private static final int STRIPES_PER_PROCESSOR = 4;
    static final int MAX_STRIPES = 64;
    private static final int MIN_PAGE = 1 << 10;
    static final int MAX_PAGE = 1 << 20;
    private static final int PAGES_WANTED = 1024;
    private static final long PAUSE_NANOS = 50_000;
    private static final byte[] HASHED = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(7).getBytes(US_ASCII);

    final String name;
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
    final PageMoveCounters pageMoves = new PageMoveCounters();
    /** When a flush is due that was put off, 0 for never. */
    final AtomicInteger flushAt = new AtomicInteger();
    /** Who is told of pages that move; replaced as a whole. */
    volatile PageMoveObserver[] pageMoveObservers = {};
    final Restart restart;
    /** Who needs the memory: the cache until it is closed, and each view that has lent it. */
    private final AtomicInteger holders = new AtomicInteger(1);
    private final Stripe[] stripes;
    private final long seed;
    private final WarmRestart warmRestart;

    /**
     * Puts a cache together.
     *
     * @param name              of the cache.
     * @param memoryLimit       in bytes.
     * @param maximum           that the limit can be raised to.
     * @param sizing            of the chunks.
     * @param maximumItemLength in bytes.
     * @param evictions         whether items give way to new ones.
     * @param evictionPolicy    which items give way.
     * @param freshClock        the cache's, if it starts empty.
     * @param freshSeed         of the hash of keys, if it starts empty.
     * @param warmRestart       where it finds what it had before.
     */
    CacheCore(final String name, final long memoryLimit, final long maximum, final SlabSizing sizing,
            final int maximumItemLength, final boolean evictions, final EvictionPolicy evictionPolicy,
            final RelativeClock freshClock, final long freshSeed, final WarmRestart warmRestart) {
        this.name = name;
        this.maximumItemLength = maximumItemLength;
        this.evictions = evictions;
        this.evictionPolicy = evictionPolicy;
        this.warmRestart = warmRestart;
        arena = new Arena(memoryLimit, maximum, pageBytes(memoryLimit), warmRestart.file());
        boolean made = false;
        try {
            table = sizing.table(arena);
            slabs = new SlabAllocator(arena, table);
            blocks = new IndexBlocks(arena);
            counters = new OperationCounters(name);
            final WarmRestart.Start start = warmRestart.start(settings(memoryLimit, sizing),
                arena.fileBytes(), new WarmRestart.Start(null, freshClock, freshSeed,
                    stripeCount(memoryLimit, Runtime.getRuntime().availableProcessors())));
            arena.mapFile();
            stripes = new Stripe[start.stripes()];
            seed = start.seed();
            clock = start.clock();
            for (int i = 0; i < stripes.length; i++) {
                final BucketIndex index = start.state() == null ? new BucketIndex(arena, blocks, seed)
                    : BucketIndex.unloaded(arena, blocks, seed);
                stripes[i] = new Stripe(i, stripes.length, arena, slabs, index, policy(), clock.now());
            }
            if (start.state() != null) {
                pass(start.state());
            }
            restart = warmRestart.outcome(items());
            made = true;
        } finally {
            if (!made) {
                arena.abandon();
            }
        }
    }

    /** What has to be the same for the memory of one cache to be of use to another one. */
    private Map<String, String> settings(final long memoryLimit, final SlabSizing sizing) {
        final Map<String, String> settings = new LinkedHashMap<>();
        settings.put("memoryLimit", Long.toString(memoryLimit));
        settings.put("growthFactor", sizing.growthFactor() == 0 ? "chosen" : Double.toString(sizing.growthFactor()));
        settings.put("minimumChunk", Integer.toString(sizing.minimumChunk()));
        settings.put("maximumItemSize", Integer.toString(maximumItemLength));
        settings.put("evictionPolicy", evictionPolicy.policyName());
        settings.put("pageSize", Integer.toString(arena.pageBytes()));
        settings.put("maximumPages", Integer.toString(arena.maxPages()));
        settings.put("granule", Integer.toString(arena.granule()));
        settings.put("chunkSizes", table.toString());
        settings.put("itemLayout", Integer.toString(ItemLayout.VERSION));
        settings.put("keyHash", Long.toHexString(KeyHash.hash(HASHED, Memory.ARRAY_BASE, HASHED.length, 1)));
        settings.put("byteOrder", ByteOrder.nativeOrder().toString());
        return settings;
    }

    /** Saves or loads all that lies on the heap and outlives a restart. */
    void pass(final StateStream stream) {
        arena.pass(stream);
        slabs.pass(stream);
        blocks.pass(stream);
        for (final Stripe stripe : stripes) {
            stripe.pass(stream);
        }
        counters.pass(stream);
        pagesMoved.set(stream.next(pagesMoved.get()));
        pageMoves.pass(stream);
        flushAt.set(stream.next(flushAt.get()));
        stream.end();
    }

    /** Makes of a chunk, when nobody works with the cache any more, what a restart can use: linked, or free. */
    void settle(final int chunk) {
        final long address = arena.address(chunk);
        final int state = ControlWord.state(Item.control(address));
        if (state == ControlWord.DETACHED) {
            stripes[0].giveChunks(chunk);
        } else if (state == ControlWord.ITEM && ControlWord.isPinned(Item.control(address))) {
            Item.pinnedVolatile(address, false);
        }
    }

    /** Tells, as an estimate, how many items there are. */
    long items() {
        long items = 0;
        for (final Stripe stripe : stripes) {
            items += stripe.index().items();
        }
        return items;
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

    /** Counts an operation in that may be slow; what it returns is for {@link #end}. */
    OperationWatch begin(final long valueBytes) {
        final OperationWatch watch = FlightRecording.isOn() ? OperationWatch.begin(valueBytes) : null;
        counters.enter();
        return watch;
    }

    /** Counts the operation out. */
    void end(final OperationWatch watch, final String operation, final long valueBytes) {
        counters.add(OperationCounters.LEFT);
        if (watch != null) {
            watch.end(name, operation, valueBytes);
        }
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

    /** The time left until a deadline in seconds, rounded up; -1 for ever. */
    int remainingSeconds(final int deadline) {
        return deadline == 0 ? -1 : Math.max(0, RelativeClock.secondsUntil(deadline, clock.now()));
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
        boolean interrupted = false;
        while (!counters.isEmpty()) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            warmRestart.save(this, seed);
        } finally {
            release();
        }
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
