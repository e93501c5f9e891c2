/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The chunk sizes of a cache, and which of them fits a length.
 *
 * <p>Sizes grow by a factor from the smallest chunk to a quarter of a page (a third of one of 1 KiB), at most 64 KiB,
 * each a multiple of the granule; a class has at least one granule more than the one below it, and all that its page
 * has to give: of the sizes of which equally many fit a page only the largest is used. Class ids count from 1 to at
 * most 254, as in memcached; 0 is no class. Or all sizes but the largest are given.
 */
public final class SlabClassTable {
    /** The factor that is used when many pages can be given to the classes. */
    public static final double FINEST_FACTOR = 1.05;

    private static final int MAX_CLASSES = 254;
    private static final int CHUNKS_PER_PAGE = 4;
    private static final int MAX_CHUNK = 64 << 10;
    /** Holds every field and the longest key: no item begins with less. */
    private static final int MIN_LARGEST = 304;
    private static final double COARSEST_FACTOR = 2;
    private static final double COARSER = 1.2;

    private final int[] chunkBytes;
    private final byte[] classOfGranules;
    private final int granuleShift;
    private final double growthFactor;

    private SlabClassTable(final int[] chunkBytes, final double growthFactor, final int granule) {
        this.chunkBytes = chunkBytes;
        this.growthFactor = growthFactor;
        granuleShift = Integer.numberOfTrailingZeros(granule);
        classOfGranules = new byte[(largestChunk() >>> granuleShift) + 1];
        int id = 1;
        for (int granules = 0; granules < classOfGranules.length; granules++) {
            while (chunkBytes[id] < granules << granuleShift) {
                id++;
            }
            classOfGranules[granules] = (byte) id;
        }
    }

    /**
     * Makes the table.
     *
     * @param smallest     bytes of the smallest chunk.
     * @param growthFactor above 1.0.
     * @param pageBytes    of a page; the largest chunk is a quarter of it, or 64 KiB.
     * @param granule      a power of two.
     * @param atMost       bytes of the largest chunk, if that is to be less; 0 if not.
     */
    public SlabClassTable(final int smallest, final double growthFactor, final int pageBytes, final int granule,
            final int atMost) {
        this(sizes(smallest, growthFactor, pageBytes, granule, atMost), growthFactor, granule);
    }

    /**
     * Makes the table with the finest factor that needs no more than some classes.
     *
     * @param smallest  bytes of the smallest chunk.
     * @param classes   wanted at most.
     * @param pageBytes of a page.
     * @param granule   a power of two.
     * @param atMost    bytes of the largest chunk, if that is to be less; 0 if not.
     * @return it; with more classes if a factor of 2 needs more.
     */
    public static SlabClassTable withClasses(final int smallest, final int classes, final int pageBytes,
            final int granule, final int atMost) {
        double factor = FINEST_FACTOR;
        while (factor < COARSEST_FACTOR
            && sizes(smallest, factor, pageBytes, granule, atMost).length - 1 > classes) {
            factor = 1 + (factor - 1) * COARSER;
        }
        return new SlabClassTable(smallest, Math.min(factor, COARSEST_FACTOR), pageBytes, granule, atMost);
    }

    /**
     * Makes the table of the sizes that are given, each raised to a multiple of the granule, and the largest.
     *
     * @param sizes     bytes of chunks, ascending, at most 253.
     * @param pageBytes of a page.
     * @param granule   a power of two.
     * @param atMost    bytes of the largest chunk, if that is to be less; 0 if not.
     * @return it.
     * @throws IllegalArgumentException if one is larger than the largest chunk.
     */
    public static SlabClassTable ofSizes(final List<Integer> sizes, final int pageBytes, final int granule,
            final int atMost) {
        final int largest = largest(pageBytes, granule, atMost);
        final int[] chunks = new int[sizes.size() + 2];
        int count = 0;
        for (final int size : sizes) {
            final int chunk = size + granule - 1 & -granule;
            if (chunk > largest) {
                throw new IllegalArgumentException("slabSizes must be at most the largest chunk, which is " + largest
                    + " with this memory limit: slabSizes=" + size);
            }
            count += chunk > chunks[count] ? 1 : 0;
            chunks[count] = chunk;
        }
        count += largest > chunks[count] ? 1 : 0;
        chunks[count] = largest;
        return new SlabClassTable(Arrays.copyOf(chunks, count + 1),
            count == 1 ? 1 : Math.pow((double) largest / chunks[1], 1.0 / (count - 1)), granule);
    }

    private static int largest(final int pageBytes, final int granule, final int atMost) {
        final int share = Math.max(MIN_LARGEST, pageBytes / CHUNKS_PER_PAGE);
        final int own = Math.min(MAX_CHUNK, share);
        return fillingPage(atMost == 0 ? own : Math.max(MIN_LARGEST, Math.min(atMost, own)), pageBytes, granule);
    }

    private static int[] sizes(final int smallest, final double factor, final int pageBytes, final int granule,
            final int atMost) {
        final int largest = largest(pageBytes, granule, atMost);
        final int[] sizes = new int[MAX_CLASSES + 1];
        int count = 0;
        double next = smallest;
        int size = fillingPage(smallest, pageBytes, granule);
        while (size < largest && count < MAX_CLASSES - 1) {
            sizes[++count] = size;
            next = Math.max(next * factor, size + 1.0);
            size = fillingPage((int) Math.min(next, largest), pageBytes, granule);
        }
        sizes[++count] = largest;
        return Arrays.copyOf(sizes, count + 1);
    }

    /** The largest size, from the one given on, of which a page holds as many. */
    private static int fillingPage(final int bytes, final int pageBytes, final int granule) {
        final int size = Math.min(bytes + granule - 1 & -granule, pageBytes);
        return pageBytes / (pageBytes / size) & -granule;
    }

    /**
     * Tells the class whose chunks fit a length best.
     *
     * @param bytes at most {@link #largestChunk()}.
     * @return the class id, 1 or more.
     */
    public int classFor(final int bytes) {
        return classOfGranules[bytes + (1 << granuleShift) - 1 >>> granuleShift] & 0xFF;
    }

    /**
     * Tells the chunk size of a class.
     *
     * @param classId 1 or more.
     * @return bytes.
     */
    public int chunkBytes(final int classId) {
        return chunkBytes[classId];
    }

    /**
     * Tells the size of the largest chunk; longer items are chained.
     *
     * @return bytes.
     */
    public int largestChunk() {
        return chunkBytes[chunkBytes.length - 1];
    }

    /**
     * Tells the highest class id.
     *
     * @return it.
     */
    public int classes() {
        return chunkBytes.length - 1;
    }

    /**
     * Tells the ratio of neighbouring chunk sizes that was asked for, or found.
     *
     * @return above 1.0.
     */
    public double growthFactor() {
        return growthFactor;
    }

    @Override
    public String toString() {
        return Arrays.stream(chunkBytes).skip(1).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
