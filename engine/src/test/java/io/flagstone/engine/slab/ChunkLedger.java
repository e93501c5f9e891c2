/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Innards;
import java.util.Arrays;

/**
 * Where a walk has met each chunk of a cache: a byte for each, taken once for a cache. Nothing here allocates unless
 * something is wrong.
 */
public final class ChunkLedger {
    /** Nowhere yet. */
    public static final int NOWHERE = 0;
    /** In the list of free chunks. */
    public static final int LISTED = 1;
    /** In the part of a page that was never used. */
    public static final int UNCUT = 2;
    /** In a page that is being emptied. */
    public static final int DRAINED = 3;
    /** The first chunk of an item that the index refers to. */
    public static final int ITEM = 4;
    /** A further chunk of an item. */
    public static final int PART = 5;
    /** The first chunk of an item that no index refers to. */
    public static final int DETACHED = 6;
    /** The item was met in an eviction queue. */
    public static final int QUEUED = 8;
    /** The item was met in the expiry wheel. */
    public static final int WHEELED = 16;

    private static final int PLACES = 7;
    private static final String[] NAMES = {"nowhere", "in the free list", "uncut", "drained", "an item",
        "a part of an item", "detached"};

    private final Arena arena;
    private final SlabAllocator slabs;
    private final SlabClass[] classes;
    private final int slotsPerPage;
    private byte[] places = {};
    private final int[] count = new int[PLACES];

    /**
     * Takes the memory.
     *
     * @param arena of the cache.
     * @param slabs of the cache.
     */
    public ChunkLedger(final Arena arena, final SlabAllocator slabs) {
        this.arena = arena;
        this.slabs = slabs;
        classes = Innards.get(slabs, "classes", SlabClass[].class);
        slotsPerPage = arena.pageBytes() / classes[1].chunkBytes;
    }

    /** Forgets everything. */
    public void clear() {
        final int slots = Innards.getInt(arena, "freshPage") * slotsPerPage;
        if (slots > places.length) {
            places = new byte[slots];
        }
        Arrays.fill(places, (byte) 0);
        Arrays.fill(count, 0);
    }

    /**
     * Fails.
     *
     * @param what is wrong.
     * @return never.
     */
    public static AssertionError violation(final String what) {
        throw new AssertionError(what);
    }

    private int slot(final int reference) {
        final int page = reference == 0 ? 0 : arena.page(reference);
        if (page < 1 || page * slotsPerPage >= places.length) {
            throw violation("a reference leads out of the pages in use: reference=" + reference);
        }
        final int classId = slabs.classOf(reference);
        if (classId < 1 || classId > slabs.classes()) {
            throw violation("a reference leads to a page of no class: reference=" + reference + " page=" + page);
        }
        final SlabClass slabClass = classes[classId];
        final int offset = arena.offsetInPage(reference);
        final int number = offset / slabClass.chunkBytes;
        if (number * slabClass.chunkBytes != offset || number >= slabClass.chunksPerPage) {
            throw violation("a reference does not lead to the start of a chunk: reference=" + reference + " class="
                + classId + " offset=" + offset);
        }
        return page * slotsPerPage + number;
    }

    /**
     * Notes where a chunk is; fails if it is somewhere already.
     *
     * @param reference of the chunk, perhaps of none at all.
     * @param place     where it is.
     */
    public void claim(final int reference, final int place) {
        final int slot = slot(reference);
        if (places[slot] != NOWHERE) {
            throw violation("a chunk is in two places: " + NAMES[places[slot] & 7] + " and " + NAMES[place]
                + ": reference=" + reference + " class=" + slabs.classOf(reference));
        }
        places[slot] = (byte) place;
        count[place]++;
    }

    /**
     * Notes that an item is in a queue or in the wheel too; fails if it is no item, or is there twice.
     *
     * @param reference of the item, perhaps of none at all.
     * @param mark      of the list.
     * @param list      its name.
     */
    public void mark(final int reference, final int mark, final String list) {
        final int slot = slot(reference);
        if ((places[slot] & 7) != ITEM) {
            throw violation(list + " holds what is no item but " + NAMES[places[slot] & 7] + ": reference="
                + reference);
        }
        if ((places[slot] & mark) != 0) {
            throw violation(list + " holds an item twice: reference=" + reference);
        }
        places[slot] |= (byte) mark;
    }

    /**
     * Tells where a chunk was met.
     *
     * @param reference of the chunk.
     * @return its place.
     */
    public int place(final int reference) {
        return places[slot(reference)] & 7;
    }

    /**
     * Tells how many chunks were met somewhere.
     *
     * @param place of them.
     * @return chunks.
     */
    public int count(final int place) {
        return count[place];
    }
}
