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
    private static final long FREE = ControlWord.withState(0, ControlWord.FREE);

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
            lockedUnlist(reference);
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

    /** Gives a chunk back. In a page that is being drained it is only counted: the page leaves as a whole. */
    void give(final int reference) {
        final int page = arena.page(reference);
        lock();
        try {
            if (pages.isDraining(page)) {
                Item.control(arena.address(reference), FREE);
                pages.drained(page, 1);
                drainedCount++;
            } else {
                lockedList(reference);
            }
        } finally {
            unlock();
        }
    }

    private void lockedList(final int reference) {
        final long address = arena.address(reference);
        Item.control(address, FREE);
        Memory.putInt(address + ItemLayout.FREE_NEXT, freeHead);
        Memory.putInt(address + ItemLayout.FREE_PREVIOUS, 0);
        if (freeHead != 0) {
            Memory.putInt(arena.address(freeHead) + ItemLayout.FREE_PREVIOUS, reference);
        }
        freeHead = reference;
        freeCount++;
    }

    private void lockedUnlist(final int reference) {
        final long address = arena.address(reference);
        final int next = Memory.getInt(address + ItemLayout.FREE_NEXT);
        final int previous = Memory.getInt(address + ItemLayout.FREE_PREVIOUS);
        if (previous == 0) {
            freeHead = next;
        } else {
            Memory.putInt(arena.address(previous) + ItemLayout.FREE_NEXT, next);
        }
        if (next != 0) {
            Memory.putInt(arena.address(next) + ItemLayout.FREE_PREVIOUS, previous);
        }
        freeCount--;
    }

    /** Adds a page, and takes its first chunk; what was left uncut of the page before becomes free chunks. */
    int addPageAndTake(final int page) {
        lock();
        try {
            while (uncutCount > 0) {
                final int chunk = uncutReference;
                uncutReference = arena.plus(chunk, chunkBytes);
                uncutCount--;
                lockedList(chunk);
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

    /** Tells, as an estimate, whether a page's worth of chunks is free. */
    boolean hasSparePage() {
        return pageCount > 0 && freeCount + uncutCount >= chunksPerPage;
    }

    /**
     * Starts to drain the page that is first in line and not being drained: its free chunks leave the list.
     *
     * @return the page, 0 if there is none; whoever started it has to call {@link #finishDraining}.
     */
    int startDraining() {
        lock();
        try {
            for (int i = 0; i < pageCount; i++) {
                final int page = pageNumbers[i];
                if (!pages.isDraining(page)) {
                    pages.drain(page);
                    lockedTakeFreeChunks(page);
                    return page;
                }
            }
            return 0;
        } finally {
            unlock();
        }
    }

    private void lockedTakeFreeChunks(final int page) {
        final int start = arena.pageReference(page);
        final int cut = uncutCount > 0 && arena.page(uncutReference) == page
            ? chunksPerPage - uncutCount : chunksPerPage;
        int free = 0;
        for (int i = 0; i < chunksPerPage; i++) {
            final int chunk = arena.plus(start, (long) i * chunkBytes);
            if (i >= cut) {
                Item.control(arena.address(chunk), FREE);
                free++;
            } else if (ControlWord.state(Item.control(arena.address(chunk))) == ControlWord.FREE) {
                lockedUnlist(chunk);
                free++;
            }
        }
        if (cut < chunksPerPage) {
            uncutCount = 0;
        }
        pages.drained(page, free);
        drainedCount += free;
    }

    /**
     * Ends what {@link #startDraining} started: the page leaves the class if it is empty; else its free chunks are
     * listed again, and it goes to the end of the line, so that something that holds on to it does not stop every
     * other page.
     *
     * @return whether it has left.
     */
    boolean finishDraining(final int page) {
        lock();
        try {
            final int drained = pages.drained(page, 0);
            drainedCount -= drained;
            int i = 0;
            while (pageNumbers[i] != page) {
                i++;
            }
            System.arraycopy(pageNumbers, i + 1, pageNumbers, i, pageCount - i - 1);
            if (drained == chunksPerPage) {
                pageCount = pageCount - 1;
                pages.assign(page, 0);
                return true;
            }
            pageNumbers[pageCount - 1] = page;
            pages.assign(page, id);
            final int start = arena.pageReference(page);
            for (int chunk = 0; chunk < chunksPerPage; chunk++) {
                final int reference = arena.plus(start, (long) chunk * chunkBytes);
                if (ControlWord.state(Item.control(arena.address(reference))) == ControlWord.FREE) {
                    lockedList(reference);
                }
            }
            return false;
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
