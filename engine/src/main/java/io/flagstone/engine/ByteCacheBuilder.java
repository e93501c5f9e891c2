/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.MemoryAdvice;
import io.flagstone.engine.time.RelativeClock;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/**
 * Describes a cache; every setting is checked when it is made. Not safe for several threads.
 */
public final class ByteCacheBuilder {
    static final long MIN_LIMIT = 64 << 10;
    private static final long MAX_LIMIT = 256L << 30;
    private static final int MIN_ITEM = 1024;
    private static final int DEFAULT_ITEM = 1 << 20;
    private static final int DEFAULT_ITEM_SHARE = 16;
    private static final int DEFAULT_RAISE = 16;
    /** A higher one makes the table of pages large: 12 MiB at this one, and 1.6 GiB at 64 KiB and 256 GiB. */
    private static final int MAX_RAISE = 1024;
    private static final int MAX_CHUNK = 16 << 10;
    private static final int MAX_SIZES = 253;
    private static final AtomicInteger NAMED = new AtomicInteger();

    private String name;
    private long memoryLimit = 64L << 20;
    private long maximumMemoryLimit;
    private boolean automaticBalance = true;
    private double growthFactor;
    private int minimumChunk = 48;
    private int largestChunk;
    private List<Integer> slabSizes = List.of();
    private int maximumItemSize;
    private boolean evictions = true;
    private EvictionPolicy evictionPolicy = EvictionPolicy.S3_FIFO;
    private LruTuning lruTuning = LruTuning.DEFAULT;
    private EpochClock clock;
    private boolean cachesClock;
    private boolean ownMaintenance = true;
    private boolean hugePages;
    private boolean prefault;
    private long hashSeed = new SplittableRandom().nextLong();
    private Path memoryFile;
    private EpochClock wallClock = SystemEpochClock.INSTANCE;

    ByteCacheBuilder() {
    }

    /**
     * Names the cache, so that those of one process can be told apart where events are recorded.
     *
     * @param of the cache; {@code cache-1}, {@code cache-2} and so on if not said.
     * @return this.
     */
    public ByteCacheBuilder name(final String of) {
        name = Objects.requireNonNull(of, "name must not be null");
        return this;
    }

    /**
     * Limits the memory of everything that grows with the content: items, index, free chunks.
     *
     * @param bytes 64 KiB to 256 GiB; 64 MiB if not said. It is taken from the system as it is first needed.
     * @return this.
     */
    public ByteCacheBuilder memoryLimit(final long bytes) {
        if (bytes < MIN_LIMIT || bytes > MAX_LIMIT) {
            throw new IllegalArgumentException("memoryLimit must be 64 KiB to 256 GiB"
                + (bytes <= 0 ? " (for 4 GiB write 4L << 30: as an int, 4 << 30 is 0)" : "") + ": memoryLimit="
                + bytes);
        }
        memoryLimit = bytes;
        return this;
    }

    /**
     * Sets how far {@link ByteCache#resize} can raise the memory limit. From 32 GiB on a higher one makes the chunks
     * somewhat coarser.
     *
     * @param bytes at least the memory limit, at most 1024 times it and 256 GiB; if not said, 16 times the memory
     *              limit, but not so much that chunks become coarser, and the memory limit itself if there is a memory
     *              file.
     * @return this.
     */
    public ByteCacheBuilder maximumMemoryLimit(final long bytes) {
        if (bytes < MIN_LIMIT || bytes > MAX_LIMIT) {
            throw new IllegalArgumentException("maximumMemoryLimit must be 64 KiB to 256 GiB: maximumMemoryLimit="
                + bytes);
        }
        maximumMemoryLimit = bytes;
        return this;
    }

    /**
     * Says whether memory moves between slab classes to where it earns most hits.
     *
     * @param automatic true if not said; see {@link ByteCache#automaticBalance}.
     * @return this.
     */
    public ByteCacheBuilder automaticBalance(final boolean automatic) {
        automaticBalance = automatic;
        return this;
    }

    /**
     * Sets the ratio of the chunk sizes of neighbouring slab classes.
     *
     * @param factor above 1.0. If not said, 1.05, or as much more as it takes that there are eight pages for each
     *               class. A smaller one wastes less of a chunk, and needs more pages.
     * @return this.
     */
    public ByteCacheBuilder growthFactor(final double factor) {
        if (!(factor > 1.0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("growthFactor must be > 1.0: growthFactor=" + factor);
        }
        growthFactor = factor;
        return this;
    }

    /**
     * Sets the room for key, value and flags in the smallest chunk.
     *
     * @param bytes 1 to 16 KiB; 48 if not said.
     * @return this.
     */
    public ByteCacheBuilder minimumChunk(final int bytes) {
        if (bytes < 1 || bytes > MAX_CHUNK) {
            throw new IllegalArgumentException("minimumChunk must be 1 to 16384: minimumChunk=" + bytes);
        }
        minimumChunk = bytes;
        return this;
    }

    /**
     * Sets the size of the largest chunk; a longer item takes several.
     *
     * @param bytes 1 KiB or more; the cache's own choice, a quarter of a page and at most 64 KiB, if not said or if
     *              that is less.
     * @return this.
     */
    public ByteCacheBuilder largestChunk(final int bytes) {
        if (bytes < MIN_ITEM) {
            throw new IllegalArgumentException("largestChunk must be at least 1024: largestChunk=" + bytes);
        }
        largestChunk = bytes;
        return this;
    }

    /**
     * Sets the sizes of the chunks one by one, in place of the growth factor and the smallest chunk; the largest chunk
     * comes behind them.
     *
     * @param bytes of an item with its header of 24 bytes, 25 or more, ascending, at most 253, and none larger than
     *              the largest chunk, which {@link #build} checks. Each is raised to a multiple of 8 or what else
     *              references of the cache name. None, if not said.
     * @return this.
     */
    public ByteCacheBuilder slabSizes(final List<Integer> bytes) {
        if (bytes.size() > MAX_SIZES) {
            throw new IllegalArgumentException("slabSizes must be at most 253: slabSizes=" + bytes.size());
        }
        int last = ItemLayout.HEADER;
        for (final int size : bytes) {
            if (size <= last) {
                throw new IllegalArgumentException("slabSizes must be > 24 and ascending: slabSizes=" + bytes);
            }
            last = size;
        }
        slabSizes = List.copyOf(bytes);
        return this;
    }

    /**
     * Sets the size of the largest item: header, key and value.
     *
     * @param bytes 1 KiB to 1 GiB and at most half of the memory limit; 1 MiB, or a sixteenth of the memory limit if
     *              that is less, if not said.
     * @return this.
     */
    public ByteCacheBuilder maximumItemSize(final int bytes) {
        if (bytes < MIN_ITEM || bytes > ItemLayout.MAX_ITEM_LENGTH) {
            throw new IllegalArgumentException("maximumItemSize must be 1024 to 1 GiB: maximumItemSize=" + bytes);
        }
        maximumItemSize = bytes;
        return this;
    }

    /**
     * Says whether items give way to new ones when the memory is used up.
     *
     * @param evict true if not said; if false, a store without memory is refused.
     * @return this.
     */
    public ByteCacheBuilder evictions(final boolean evict) {
        evictions = evict;
        return this;
    }

    /**
     * Says which items give way to new ones when the memory is used up.
     *
     * @param policy s3-fifo if not said.
     * @return this.
     */
    public ByteCacheBuilder evictionPolicy(final EvictionPolicy policy) {
        if (policy == null) {
            throw new NullPointerException("evictionPolicy must not be null");
        }
        evictionPolicy = policy;
        return this;
    }

    /**
     * Sets the limits of the lists of {@link EvictionPolicy#SEGMENTED_LRU}; they can be changed later.
     *
     * @param tuning {@link LruTuning#DEFAULT} if not said.
     * @return this.
     */
    public ByteCacheBuilder lruTuning(final LruTuning tuning) {
        if (tuning == null) {
            throw new NullPointerException("lruTuning must not be null");
        }
        lruTuning = tuning;
        return this;
    }

    /**
     * Sets the clock that expiry goes by.
     *
     * @param milliseconds of any origin, never going back; it is read at every operation. If not said, the system's
     *                     monotonic clock is read ten times a second.
     * @return this.
     */
    public ByteCacheBuilder clock(final EpochClock milliseconds) {
        if (milliseconds == null) {
            throw new NullPointerException("clock must not be null");
        }
        clock = milliseconds;
        return this;
    }

    /**
     * Leaves the background work to the caller, who runs {@link ByteCache#maintenance()} ten times a second or so.
     *
     * @return this.
     */
    public ByteCacheBuilder callerMaintains() {
        ownMaintenance = false;
        return this;
    }

    /**
     * Sets the seed of the hash of keys, so that a measurement comes out the same twice. Who knows the seed can make
     * keys that collide: a cache that strangers may fill leaves it as it is.
     *
     * @param seed any number; a random one if not said.
     * @return this.
     */
    public ByteCacheBuilder hashSeed(final long seed) {
        hashSeed = seed;
        return this;
    }

    /**
     * Asks the system for transparent huge pages, which make reads of a large cache faster by a tenth to a fourth.
     * Whether they come is the system's affair; resident memory then grows by 2 MiB at a time.
     *
     * @param wanted false if not said. It needs Linux, and JNA ({@code net.java.dev.jna:jna}) on the class path.
     * @return this.
     * @throws IllegalArgumentException if the system cannot be asked.
     */
    public ByteCacheBuilder hugePages(final boolean wanted) {
        if (wanted && !MemoryAdvice.isAvailable()) {
            throw new IllegalArgumentException(
                "hugePages needs Linux, and net.java.dev.jna:jna on the class path: hugePages=true");
        }
        hugePages = wanted;
        return this;
    }

    /**
     * Takes all memory from the system, and has it committed, when the cache is made. More than the system has
     * available, where it tells (Linux), is refused; not so with a memory file, which the system writes to the disk.
     *
     * @param wanted false if not said: memory is then taken as it is first needed.
     * @return this.
     */
    public ByteCacheBuilder prefault(final boolean wanted) {
        prefault = wanted;
        return this;
    }

    /**
     * Keeps the content in a file while the cache is closed: a cache that is made with the same file and the same
     * settings after a clean {@link ByteCache#close} has all that the closed one had, but for what has expired
     * meanwhile. After anything else it starts empty; {@link ByteCache#restart()} tells which and why.
     *
     * <p>The file is as long as the highest memory limit, one page of the arena (1 KiB to 1 MiB) and 2 MiB + 4 KiB,
     * and takes room on the disk as it is used; one in a file system that lives in memory is the fastest. A second
     * file, of its real name with {@code .meta} behind it, is there while the cache is closed; the two fit each other
     * only. A disk that is filled up by others ends the process, as for every mapped file. An interrupt does no harm.
     *
     * @param path of a file that can be made, is empty, or was written by a cache: any other is refused by
     *             {@link #build}.
     * @return this.
     */
    public ByteCacheBuilder memoryFile(final Path path) {
        memoryFile = Objects.requireNonNull(path, "memoryFile must not be null");
        return this;
    }

    /** Reads the clock that is set as the system's is read: by maintenance alone. */
    ByteCacheBuilder cachesClock() {
        cachesClock = true;
        return this;
    }

    /** Sets the clock that tells how much time passes while the cache is closed. */
    ByteCacheBuilder wallClock(final EpochClock milliseconds) {
        wallClock = milliseconds;
        return this;
    }

    /**
     * Makes the cache.
     *
     * @return it, empty unless its memory file has something for it.
     * @throws IllegalArgumentException if two settings exclude each other; the system does not grant what is to be
     *                                  committed at once; or the memory file is none, is in use, holds what no
     *                                  cache has written, or lies on a disk without room for it.
     * @throws UncheckedIOException     if the memory file cannot be read or written.
     */
    public ByteCache build() {
        final int item = maximumItemSize != 0 ? maximumItemSize
            : (int) Math.min(DEFAULT_ITEM, memoryLimit / DEFAULT_ITEM_SHARE);
        if (item > memoryLimit / 2) {
            throw new IllegalArgumentException("maximumItemSize must be at most half of memoryLimit: maximumItemSize="
                + item + " memoryLimit=" + memoryLimit);
        }
        final long maximum = maximumMemoryLimit != 0 ? maximumMemoryLimit : defaultMaximum(memoryLimit);
        if (maximum < memoryLimit) {
            throw new IllegalArgumentException("maximumMemoryLimit must be at least memoryLimit: maximumMemoryLimit="
                + maximum + " memoryLimit=" + memoryLimit);
        }
        if (maximum / MAX_RAISE > memoryLimit) {
            throw new IllegalArgumentException("maximumMemoryLimit must be at most " + MAX_RAISE + " times memoryLimit,"
                + " for whose pages it is cut: maximumMemoryLimit=" + maximum + " memoryLimit=" + memoryLimit);
        }
        if (prefault && memoryFile == null) {
            AvailableMemory.require(memoryLimit, AvailableMemory.bytes());
        }
        final RelativeClock relative = clock == null ? new RelativeClock(RelativeClock.monotonicMillis(), true)
            : new RelativeClock(clock, cachesClock);
        final CacheCore core = core(item, maximum, relative);
        if (hugePages) {
            core.arena.useHugePages();
        }
        if (prefault && !core.arena.prefault()) {
            core.close();
            throw new IllegalArgumentException("memoryLimit must be what the system grants, to be committed at once:"
                + " memoryLimit=" + memoryLimit + " prefault=true");
        }
        final ByteCache cache = new ByteCache(core, memoryLimit, ownMaintenance);
        cache.eviction().tune(lruTuning);
        cache.automaticBalance(automaticBalance);
        return cache;
    }

    private CacheCore core(final int item, final long maximum, final RelativeClock relative) {
        final WarmRestart restart = memoryFile == null ? WarmRestart.NONE : WarmRestart.from(memoryFile, wallClock);
        try {
            return core(item, maximum, relative, restart);
        } catch (final RuntimeException | Error e) {
            restart.abandon();
            throw e;
        }
    }

    /** A state that cannot be loaded is refused as any other: a file that somebody has changed must not be the end. */
    private CacheCore core(final int item, final long maximum, final RelativeClock relative,
            final WarmRestart restart) {
        try {
            return new CacheCore(name == null ? "cache-" + NAMED.incrementAndGet() : name, memoryLimit, maximum,
                new SlabSizing(growthFactor, minimumChunk, largestChunk, slabSizes), item, evictions, evictionPolicy,
                relative, hashSeed, restart);
        } catch (final RuntimeException e) {
            if (!restart.isRestoring()) {
                throw e;
            }
            restart.refuse(e);
            return core(item, maximum, relative, restart);
        }
    }

    /** As high as the references name it with the granule that the limit itself needs; a file is not to be longer. */
    private long defaultMaximum(final long limit) {
        if (memoryFile != null) {
            return limit;
        }
        final long named = 1L << Integer.SIZE + Arena.granuleShift(limit + CacheCore.MAX_PAGE);
        final long raised = Math.min(limit * DEFAULT_RAISE, named - 2 * CacheCore.MAX_PAGE);
        return Math.max(limit, Math.min(MAX_LIMIT, raised));
    }
}
