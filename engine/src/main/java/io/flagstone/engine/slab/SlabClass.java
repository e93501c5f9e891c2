/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One slab class: its pages, its list of free chunks, and the part of its newest page that was never used.
 *
 * <p>It is its own lock. Methods named {@code locked...} want it held.
 */
final class SlabClass extends SpinLock {
    private static final long FREE = ControlWord.withState(0, ControlWord.FREE);
    /** The word of a free chunk that is not in the list, since its page is to leave. */
    private static final long DRAINED = ControlWord.withQueue(FREE, ControlWord.MAIN);
    private static final int PAGES_COMPARED = 1024;

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
    private volatile int emptyPages;
    private int drainedCount;
    private int compared;
    private long taken;

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
            final int reference = lockedTake();
            taken += reference == 0 ? 0 : 1;
            return reference;
        } finally {
            unlock();
        }
    }

    /** Takes a free chunk for what the class has already, which does not count as {@link #taken}. */
    int takeToMove() {
        lock();
        try {
            return lockedTake();
        } finally {
            unlock();
        }
    }

    /** Tells, as an estimate, how many chunks were taken since the start. */
    long taken() {
        return taken;
    }

    private int lockedTake() {
        while (freeHead != 0 && pages.isDraining(arena.page(freeHead))) {
            lockedDrain(freeHead);
        }
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
        if (pages.free(arena.page(reference), -1) == chunksPerPage - 1) {
            lockedCountEmpty(-1);
        }
        Item.control(arena.address(reference), ControlWord.withState(0, ControlWord.DETACHED));
        return reference;
    }

    private void lockedCountEmpty(final int change) {
        emptyPages = emptyPages + change;
        pages.emptyPages.addAndGet(change);
    }

    /** Gives a chunk back. In a page that is being drained it is only counted: the page leaves as a whole. */
    void give(final int reference) {
        final int page = arena.page(reference);
        lock();
        try {
            final boolean draining = pages.isDraining(page);
            if (pages.free(page, 1) == chunksPerPage && !draining) {
                pages.serve(page);
                lockedCountEmpty(1);
            }
            if (draining) {
                Item.control(arena.address(reference), DRAINED);
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
            lockedAddPage(page);
            taken++;
            return lockedTake();
        } finally {
            unlock();
        }
    }

    /** Adds a page that another class gave up. */
    void addPage(final int page) {
        lock();
        try {
            lockedAddPage(page);
        } finally {
            unlock();
        }
    }

    private void lockedAddPage(final int page) {
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
        pages.assign(page, id, chunksPerPage);
        arena.linesAhead().note(page, chunkBytes);
        lockedCountEmpty(1);
        uncutReference = arena.pageReference(page);
        uncutCount = chunksPerPage;
    }

    int pageCount() {
        return pageCount;
    }

    /** Tells, as an estimate, how many chunks are free. */
    int freeChunks() {
        return freeCount + uncutCount;
    }

    /** Tells, as an estimate, whether there is a page of which no chunk is in use. */
    boolean hasEmptyPage() {
        return emptyPages > 0;
    }

    /**
     * Starts to drain the page that is cheapest to empty, of those that are not being drained: none of its chunks is
     * taken any more. A page that could not be emptied the last time comes after all others, and so does the one that
     * is still being cut.
     *
     * @return the page, 0 if there is none; whoever started it has to call {@link #finishDraining(int, boolean)}.
     */
    int startDraining() {
        lock();
        try {
            final int page = lockedCheapestPage();
            if (page != 0) {
                if (pages.free(page) == chunksPerPage) {
                    lockedCountEmpty(-1);
                }
                pages.drain(page);
                if (isUncut(page)) {
                    lockedDrainUncut();
                }
            }
            return page;
        } finally {
            unlock();
        }
    }

    private boolean isUncut(final int page) {
        return uncutCount > 0 && arena.page(uncutReference) == page;
    }

    private int lockedCheapestPage() {
        int best = 0;
        int most = -1;
        int last = 0;
        for (int i = Math.min(pageCount, PAGES_COMPARED); i > 0 && most < chunksPerPage; i--) {
            compared = compared + 1 < pageCount ? compared + 1 : 0;
            final int page = pageNumbers[compared];
            if (pages.isDraining(page)) {
                continue;
            }
            final int free = pages.free(page);
            if (pages.isHeld(page) || isUncut(page) && free < chunksPerPage) {
                last = page;
            } else if (free > most) {
                best = page;
                most = free;
            }
        }
        return best != 0 ? best : last;
    }

    private void lockedDrainUncut() {
        while (uncutCount > 0) {
            Item.control(arena.address(uncutReference), DRAINED);
            uncutReference = arena.plus(uncutReference, chunkBytes);
            uncutCount--;
            drainedCount++;
        }
    }

    private void lockedDrain(final int reference) {
        lockedUnlist(reference);
        Item.control(arena.address(reference), DRAINED);
        drainedCount++;
    }

    /** Takes free chunks of a page that is being drained out of the list; every chunk has to be given here once. */
    void drain(final int first, final int chunks) {
        lock();
        try {
            for (int i = 0; i < chunks; i++) {
                final int reference = arena.plus(first, (long) i * chunkBytes);
                if (Item.control(arena.address(reference)) == FREE) {
                    lockedDrain(reference);
                }
            }
        } finally {
            unlock();
        }
    }

    /**
     * Ends what {@link #startDraining} started: the page leaves the class if every chunk of it went through {@link
     * #drain} and it is empty. If it stays, its free chunks are listed again, all before the lock is let go: somebody
     * else could drain the page, and give it away, while they are not.
     *
     * @return whether it has left.
     */
    boolean finishDraining(final int page, final boolean whole) {
        lock();
        try {
            if (!whole || pages.free(page) < chunksPerPage) {
                if (pages.free(page) == chunksPerPage) {
                    pages.serve(page);
                    lockedCountEmpty(1);
                } else {
                    pages.hold(page);
                }
                lockedListDrained(page);
                return false;
            }
            drainedCount -= chunksPerPage;
            lockedDropPage(page);
            return true;
        } finally {
            unlock();
        }
    }

    private void lockedListDrained(final int page) {
        final int first = arena.pageReference(page);
        for (int i = 0; i < chunksPerPage; i++) {
            final int reference = arena.plus(first, (long) i * chunkBytes);
            if (Item.control(arena.address(reference)) == DRAINED) {
                drainedCount--;
                lockedList(reference);
            }
        }
    }

    private void lockedDropPage(final int page) {
        int i = 0;
        while (pageNumbers[i] != page) {
            i++;
        }
        pageNumbers[i] = pageNumbers[pageCount - 1];
        pageCount = pageCount - 1;
        pages.assign(page, 0, 0);
    }

    /** Shows every chunk that was ever handed out and lies in a page of the class, in use or not; at rest. */
    void forEachCutChunk(final IntConsumer action) {
        for (int i = 0; i < pageCount; i++) {
            final int page = pageNumbers[i];
            final int cut = isUncut(page) ? chunksPerPage - uncutCount : chunksPerPage;
            for (int chunk = 0; chunk < cut; chunk++) {
                action.accept(arena.plus(arena.pageReference(page), (long) chunk * chunkBytes));
            }
        }
    }

    /** Gives up every draining; at rest. */
    void stopDraining() {
        for (int i = 0; i < pageCount; i++) {
            final int page = pageNumbers[i];
            if (pages.isDraining(page)) {
                finishDraining(page, false);
            }
        }
    }

    /** Saves a class of which no page is being drained, or loads it. */
    void pass(final StateStream stream) {
        freeHead = arena.passReference(stream, freeHead);
        freeCount = stream.next(freeCount);
        uncutReference = stream.next(uncutReference);
        uncutCount = stream.next(uncutCount, 0, chunksPerPage);
        if (uncutCount > 0) {
            arena.checkPage(arena.page(uncutReference));
        }
        lockedCountEmpty(stream.next(emptyPages) - emptyPages);
        compared = stream.next(compared, 0, Integer.MAX_VALUE - 1);
        pageCount = stream.nextCount(pageCount);
        pageNumbers = stream.next(pageNumbers, pageCount);
        for (int i = 0; i < pageCount; i++) {
            pages.pass(arena.checkPage(pageNumbers[i]), id, stream);
            arena.linesAhead().note(pageNumbers[i], chunkBytes);
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
