/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.LruTuning;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The settings of a {@link ServerConfigBuilder} that concern the cache and its memory.
 *
 * @param <B> the builder itself.
 */
abstract class CacheSettings<B extends CacheSettings<B>> {

    long memoryLimit = 64L * 1024 * 1024;
    boolean evictions = true;
    double growthFactor;
    int minimumChunk = 48;
    int maximumItemSize = 1024 * 1024;
    boolean hugePages;
    boolean prefault;
    int slabAutomove = 1;
    boolean slabReassign = true;
    LruTuning lruTuning = LruTuning.DEFAULT;
    EvictionPolicy evictionPolicy = EvictionPolicy.S3_FIFO;
    Path memoryFile;
    List<Integer> slabSizes = List.of();
    int largestChunk;

    /** The builder itself, to be returned by each setting. */
    abstract B self();

    /**
     * Sets the memory for items; 64 MiB unless set.
     *
     * @param bytes at least twice the maximum item size.
     * @return this.
     */
    public B memoryLimit(final long bytes) {
        memoryLimit = bytes;
        return self();
    }

    /**
     * Sets whether items are evicted when the memory is full; true unless set.
     *
     * @param value false to refuse stores instead.
     * @return this.
     */
    public B evictions(final boolean value) {
        evictions = value;
        return self();
    }

    /**
     * Sets the ratio of the chunk size of one slab class to the next; unless set, the cache chooses it by its size.
     *
     * @param value above 1, finite.
     * @return this.
     */
    public B growthFactor(final double value) {
        growthFactor = value;
        return self();
    }

    /**
     * Sets the space for key, value and flags in the smallest slab class; 48 bytes unless set.
     *
     * @param bytes 1 or more, and at most the maximum item size.
     * @return this.
     */
    public B minimumChunk(final int bytes) {
        minimumChunk = bytes;
        return self();
    }

    /**
     * Sets the size of the largest item, with its key and header; 1 MiB unless set.
     *
     * @param bytes 1024 to 1 GiB, and at most half of the memory limit.
     * @return this.
     */
    public B maximumItemSize(final int bytes) {
        maximumItemSize = bytes;
        return self();
    }

    /**
     * Sets whether the system is asked for transparent huge pages; false unless set.
     *
     * @param value true to ask.
     * @return this.
     */
    public B hugePages(final boolean value) {
        hugePages = value;
        return self();
    }

    /**
     * Sets whether all memory for items is taken from the system at the start; false unless set.
     *
     * @param value false to take it as it is first needed.
     * @return this.
     */
    public B prefault(final boolean value) {
        prefault = value;
        return self();
    }

    /**
     * Sets whether pages move by themselves between slab classes; 1 unless set.
     *
     * @param value 0 for not, 1 or 2 for so.
     * @return this.
     */
    public B slabAutomove(final int value) {
        slabAutomove = value;
        return self();
    }

    /**
     * Sets whether {@code slabs reassign} is served; true unless set.
     *
     * @param value false to refuse it.
     * @return this.
     */
    public B slabReassign(final boolean value) {
        slabReassign = value;
        return self();
    }

    /**
     * Sets the limits of the lists of a segmented LRU.
     *
     * @param value the limits.
     * @return this.
     */
    public B lruTuning(final LruTuning value) {
        lruTuning = Objects.requireNonNull(value, "lruTuning must not be null");
        return self();
    }

    /**
     * Sets which items give way when the memory is full; s3-fifo unless set.
     *
     * @param value the policy.
     * @return this.
     */
    public B evictionPolicy(final EvictionPolicy value) {
        evictionPolicy = Objects.requireNonNull(value, "evictionPolicy must not be null");
        return self();
    }

    /**
     * Sets the file that keeps the items while the server does not run.
     *
     * @param value path of the file, made absolute at once, or {@code null} for none.
     * @return this.
     */
    public B memoryFile(final Path value) {
        memoryFile = value == null ? null : value.toAbsolutePath();
        return self();
    }

    /**
     * Sets the chunk sizes of the slab classes, in place of growth factor and smallest chunk.
     *
     * @param bytes of a chunk of each class, ascending; none for those that follow from the growth factor.
     * @return this.
     */
    public B slabSizes(final Integer... bytes) {
        slabSizes = List.of(bytes);
        return self();
    }

    /**
     * Sets the size above which an item takes several chunks; the cache chooses it unless set.
     *
     * @param bytes 1024 or more, or 0 for the cache's own choice; the cache may choose less.
     * @return this.
     */
    public B largestChunk(final int bytes) {
        largestChunk = bytes;
        return self();
    }
}
