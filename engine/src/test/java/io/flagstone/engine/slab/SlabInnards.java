/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import io.flagstone.engine.memory.Innards;

/** The inner numbers of slab classes, to be broken on purpose. */
public final class SlabInnards {
    private SlabInnards() {
    }

    private static SlabClass[] classes(final SlabAllocator slabs) {
        return Innards.get(slabs, "classes", SlabClass[].class);
    }

    /**
     * Changes a number of a class.
     *
     * @param slabs   of the class.
     * @param classId of the class.
     * @param name    of the number.
     * @param delta   to be added.
     */
    public static void add(final SlabAllocator slabs, final int classId, final String name, final int delta) {
        final SlabClass slabClass = classes(slabs)[classId];
        Innards.putInt(slabClass, name, Innards.getInt(slabClass, name) + delta);
    }

    /**
     * Changes what is known of a page.
     *
     * @param slabs of the page.
     * @param page  to be changed.
     * @param delta to be added to its free chunks.
     */
    public static void addToFreeChunks(final SlabAllocator slabs, final int page, final int delta) {
        Innards.get(slabs, "pages", PageTable.class).free(page, delta);
    }

    /**
     * Finds a free chunk.
     *
     * @param slabs of the chunk.
     * @return the first one of a list.
     */
    public static int freeHead(final SlabAllocator slabs) {
        for (int id = 1; id <= slabs.classes(); id++) {
            final int head = Innards.getInt(classes(slabs)[id], "freeHead");
            if (head != 0) {
                return head;
            }
        }
        throw new IllegalStateException("no chunk is free");
    }
}
