/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import java.util.Arrays;

/**
 * One slab class: its pages, its list of free chunks, and the part of its newest page that was never used.
 *
 * <p>It is its own lock. Methods named {@code locked...} want it held.
 */
final class SlabClass extends SpinLock {
    final int id;
    final int chunkBytes;
    final int chunksPerPage;
    private final Arena arena;
    private final PageTable pages;
    private int freeHead;
    private int freeCount;
    private int uncutReference;
    private int uncutCount;
    private int[] pageNumbers = new int[4];
    private volatile int pageCount;
    private int drainedCount;

    SlabClass(final int id, final int chunkBytes, final Arena arena, final PageTable pages) {
        this.id = id;
        this.chunkBytes = chunkBytes;
        this.arena = arena;
        this.pages = pages;
        chunksPerPage = arena.pageBytes() / chunkBytes;
    }

    /** Takes a free chunk, which then says that it is detached; or returns 0. */
    int take() {
        lock();
        try {
            return lockedTake();
        } finally {
            unlock();
        }
    }

    private int lockedTake() {
        int reference = freeHead;
        if (reference != 0) {
            freeHead = Memory.getInt(arena.address(reference) + ItemLayout.FREE_NEXT);
            freeCount--;
        } else if (uncutCount > 0) {
            reference = uncutReference;
            uncutCount--;
            uncutReference = arena.plus(reference, chunkBytes);
        } else {
            return 0;
        }
        Item.control(arena.address(reference), ControlWord.withState(0, ControlWord.DETACHED));
        return reference;
    }

    /**
     * Gives a chunk back.
     *
     * @return the chunk's page if this was the last chunk of a page that is being drained, else 0.
     */
    int give(final int reference) {
        final long address = arena.address(reference);
        lock();
        try {
            Item.control(address, ControlWord.withState(0, ControlWord.FREE));
            final int page = arena.page(reference);
            if (pages.isDraining(page)) {
                return lockedDrained(page, 1) ? page : 0;
            }
            Memory.putInt(address + ItemLayout.FREE_NEXT, freeHead);
            freeHead = reference;
            freeCount++;
            return 0;
        } finally {
            unlock();
        }
    }

    /** Adds a page, and takes its first chunk; what was left uncut of the page before becomes free chunks. */
    int addPageAndTake(final int page) {
        lock();
        try {
            while (uncutCount > 0) {
                final int chunk = uncutReference;
                final long address = arena.address(chunk);
                uncutReference = arena.plus(chunk, chunkBytes);
                uncutCount--;
                Item.control(address, 0);
                Memory.putInt(address + ItemLayout.FREE_NEXT, freeHead);
                freeHead = chunk;
                freeCount++;
            }
            if (pageCount == pageNumbers.length) {
                pageNumbers = Arrays.copyOf(pageNumbers, pageCount * 2);
            }
            pageNumbers[pageCount] = page;
            pageCount = pageCount + 1;
            pages.assign(page, id);
            uncutReference = arena.pageReference(page);
            uncutCount = chunksPerPage;
            return lockedTake();
        } finally {
            unlock();
        }
    }

    int pageCount() {
        return pageCount;
    }

    /**
     * Starts to drain the oldest page that is not being drained.
     *
     * @return the page; negated if it was empty and has left the class at once; 0 if there is none.
     */
    int startDraining() {
        lock();
        try {
            for (int i = 0; i < pageCount; i++) {
                final int page = pageNumbers[i];
                if (!pages.isDraining(page)) {
                    pages.drain(page);
                    return lockedDrained(page, lockedUnlist(page)) ? -page : page;
                }
            }
            return 0;
        } finally {
            unlock();
        }
    }

    /** Takes the free and the uncut chunks of a page out of the lists, and says how many they were. */
    private int lockedUnlist(final int page) {
        int unlisted = 0;
        int reference = freeHead;
        long previous = 0;
        while (reference != 0) {
            final long address = arena.address(reference);
            final int next = Memory.getInt(address + ItemLayout.FREE_NEXT);
            if (arena.page(reference) != page) {
                previous = address;
            } else {
                unlisted++;
                if (previous == 0) {
                    freeHead = next;
                } else {
                    Memory.putInt(previous + ItemLayout.FREE_NEXT, next);
                }
            }
            reference = next;
        }
        freeCount -= unlisted;
        if (uncutCount > 0 && arena.page(uncutReference) == page) {
            for (int i = 0; i < uncutCount; i++) {
                Item.control(arena.address(arena.plus(uncutReference, (long) i * chunkBytes)), 0);
            }
            unlisted += uncutCount;
            uncutCount = 0;
        }
        return unlisted;
    }

    /** Counts chunks as drained; true if that was the whole page, which then no longer belongs to the class. */
    private boolean lockedDrained(final int page, final int chunks) {
        drainedCount += chunks;
        if (pages.drained(page, chunks) < chunksPerPage) {
            return false;
        }
        drainedCount -= chunksPerPage;
        int i = 0;
        while (pageNumbers[i] != page) {
            i++;
        }
        System.arraycopy(pageNumbers, i + 1, pageNumbers, i, pageCount - i - 1);
        pageCount = pageCount - 1;
        pages.assign(page, 0);
        return true;
    }

    /** Ends the draining of a page that did not come empty: its free chunks are listed again. */
    void stopDraining(final int page) {
        lock();
        try {
            if (pages.classOf(page) != id || !pages.isDraining(page)) {
                return;
            }
            drainedCount -= pages.drained(page, 0);
            pages.assign(page, id);
            final int start = arena.pageReference(page);
            for (int i = 0; i < chunksPerPage; i++) {
                final int chunk = arena.plus(start, (long) i * chunkBytes);
                final long address = arena.address(chunk);
                if (ControlWord.state(Item.control(address)) == ControlWord.FREE) {
                    Memory.putInt(address + ItemLayout.FREE_NEXT, freeHead);
                    freeHead = chunk;
                    freeCount++;
                }
            }
        } finally {
            unlock();
        }
    }

    SlabUsage usage() {
        lock();
        try {
            final int total = pageCount * chunksPerPage;
            final int free = freeCount + uncutCount + drainedCount;
            return new SlabUsage(id, chunkBytes, chunksPerPage, pageCount, total, total - free, free);
        } finally {
            unlock();
        }
    }
}
