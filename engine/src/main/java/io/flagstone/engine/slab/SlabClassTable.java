/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import java.util.Arrays;

/**
 * The chunk sizes of a cache, and which of them fits a length.
 *
 * <p>Sizes grow by a factor from the smallest chunk to half a page, each a multiple of the granule; a class has at
 * least one granule more than the one below it. Class ids count from 1 to at most 254, as in memcached; 0 is no class.
 */
public final class SlabClassTable {
    private static final int MAX_CLASSES = 254;

    private final int[] chunkBytes;
    private final byte[] classOfGranules;
    private final int granuleShift;

    /**
     * Makes the table.
     *
     * @param smallest     bytes of the smallest chunk.
     * @param growthFactor above 1.0.
     * @param pageBytes    of a page; the largest chunk is half of it.
     * @param granule      a power of two.
     */
    public SlabClassTable(final int smallest, final double growthFactor, final int pageBytes, final int granule) {
        granuleShift = Integer.numberOfTrailingZeros(granule);
        final int largest = pageBytes / 2;
        chunkBytes = sizes(smallest, growthFactor, largest, granule);
        classOfGranules = new byte[(largest >>> granuleShift) + 1];
        int id = 1;
        for (int granules = 0; granules < classOfGranules.length; granules++) {
            while (chunkBytes[id] < granules << granuleShift) {
                id++;
            }
            classOfGranules[granules] = (byte) id;
        }
    }

    private static int[] sizes(final int smallest, final double factor, final int largest, final int granule) {
        final int[] sizes = new int[MAX_CLASSES + 1];
        int count = 0;
        double next = smallest;
        int size = roundUp(smallest, granule);
        while (size < largest && count < MAX_CLASSES - 1) {
            sizes[++count] = size;
            next = Math.max(next * factor, size + 1.0);
            size = roundUp((int) Math.min(next, largest), granule);
        }
        sizes[++count] = largest;
        return Arrays.copyOf(sizes, count + 1);
    }

    private static int roundUp(final int bytes, final int granule) {
        return bytes + granule - 1 & -granule;
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
}
