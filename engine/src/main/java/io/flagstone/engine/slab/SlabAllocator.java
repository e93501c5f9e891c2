/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Arena;
import java.util.function.IntConsumer;

/**
 * Hands out chunks and takes them back. Safe for any number of threads; takes the lock of one class at a time.
 *
 * <p>It does not evict: a refusal is a 0, and whoever asked makes room.
 */
public final class SlabAllocator {
    private static final int PAGES_TRIED = 4;

    private final Arena arena;
    private final PageTable pages;
    private final SlabClass[] classes;

    /**
     * Makes an allocator without a page.
     *
     * @param arena where pages come from.
     * @param table the chunk sizes.
     */
    public SlabAllocator(final Arena arena, final SlabClassTable table) {
        this.arena = arena;
        pages = new PageTable(arena.maxPages());
        classes = new SlabClass[table.classes() + 1];
        for (int id = 1; id < classes.length; id++) {
            classes[id] = new SlabClass(id, table.chunkBytes(id), arena, pages);
        }
    }

    /**
     * Takes a chunk: a free one, else one of a new page.
     *
     * @param classId of the chunk.
     * @return its reference, in the state DETACHED; 0 if there is neither.
     */
    public int take(final int classId) {
        final SlabClass slabClass = classes[classId];
        final int reference = slabClass.take();
        if (reference != 0) {
            return reference;
        }
        final int page = arena.takePage();
        return page == 0 ? slabClass.take() : slabClass.addPageAndTake(page);
    }

    /**
     * Gives a chunk back.
     *
     * @param reference that nobody refers to any more.
     */
    public void give(final int reference) {
        classes[classOf(reference)].give(reference);
    }

    /**
     * Tells the class of a chunk.
     *
     * @param reference of a chunk that is in use.
     * @return its class id.
     */
    public int classOf(final int reference) {
        return pages.classOf(arena.page(reference));
    }

    /**
     * Empties a page of a class, so that another class can have it.
     *
     * @param classId of the page.
     * @param evict   empties one chunk that is in use, if it can.
     * @return whether a page went back to the arena.
     */
    public boolean reclaimPage(final int classId, final IntConsumer evict) {
        final SlabClass slabClass = classes[classId];
        for (int i = 0; i < PAGES_TRIED; i++) {
            final int page = slabClass.startDraining();
            if (page == 0) {
                return false;
            }
            boolean left = false;
            try {
                evictAll(slabClass, page, evict);
            } finally {
                left = slabClass.finishDraining(page);
                if (left) {
                    arena.returnPage(page);
                }
            }
            if (left) {
                return true;
            }
        }
        return false;
    }

    private void evictAll(final SlabClass slabClass, final int page, final IntConsumer evict) {
        final int start = arena.pageReference(page);
        for (int i = 0; i < slabClass.chunksPerPage; i++) {
            final int chunk = arena.plus(start, (long) i * slabClass.chunkBytes);
            if (ControlWord.state(Item.control(arena.address(chunk))) != ControlWord.FREE) {
                evict.accept(chunk);
            }
        }
    }

    /**
     * Tells the class that can best do without a page: one that has a page's worth of free chunks, else the one with
     * most pages.
     *
     * @param receiver the class that wants it.
     * @param except   a class that was tried in vain, 0 for none.
     * @return the donor's id, 0 if no class has a page to give.
     */
    public int donorFor(final int receiver, final int except) {
        int donor = 0;
        int most = 0;
        for (int id = 1; id < classes.length; id++) {
            if (id != receiver && id != except) {
                if (classes[id].hasSparePage()) {
                    return id;
                }
                if (classes[id].pageCount() > most) {
                    most = classes[id].pageCount();
                    donor = id;
                }
            }
        }
        return donor;
    }

    /**
     * Tells how a class is used.
     *
     * @param classId of it.
     * @return a snapshot, consistent in itself.
     */
    public SlabUsage usage(final int classId) {
        return classes[classId].usage();
    }

    /**
     * Tells the highest class id.
     *
     * @return it.
     */
    public int classes() {
        return classes.length - 1;
    }
}
