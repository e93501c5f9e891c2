/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.StateStream;
import java.util.function.IntConsumer;

/**
 * Hands out chunks and takes them back. Safe for any number of threads; takes the lock of one class at a time.
 *
 * <p>It does not evict: a refusal is a 0, and whoever asked makes room.
 */
public final class SlabAllocator {

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
     * Takes a chunk that is free, and no new page, for what is in another one.
     *
     * @param classId of the chunk.
     * @return its reference, in the state DETACHED; 0 if there is none.
     */
    public int takeFree(final int classId) {
        return classes[classId].takeToMove();
    }

    /**
     * Tells how many bytes were taken since the start, in whole chunks, as an estimate.
     *
     * @return bytes.
     */
    public long bytesTaken() {
        long bytes = 0;
        for (int id = 1; id < classes.length; id++) {
            bytes += classes[id].taken() * classes[id].chunkBytes;
        }
        return bytes;
    }

    /**
     * Starts to empty the page of a class that is cheapest to empty: from now on none of its chunks is handed out.
     *
     * @param classId of the page.
     * @return the page, 0 if the class has none; whoever started has to call {@link #finishDraining}.
     */
    public int startDraining(final int classId) {
        return classes[classId].startDraining();
    }

    /**
     * Names a chunk of a page.
     *
     * @param classId of the page.
     * @param page    of the chunk.
     * @param number  from 0 to below {@link #chunksPerPage}.
     * @return its reference.
     */
    public int chunk(final int classId, final int page, final int number) {
        return arena.plus(arena.pageReference(page), (long) number * classes[classId].chunkBytes);
    }

    /**
     * Takes the free ones of some chunks of a page that is being emptied away from whoever might take them.
     *
     * @param classId of the page.
     * @param page    that is being emptied.
     * @param number  of the first chunk.
     * @param chunks  how many.
     */
    public void drain(final int classId, final int page, final int number, final int chunks) {
        classes[classId].drain(chunk(classId, page, number), chunks);
    }

    /**
     * Ends the emptying of a page.
     *
     * @param classId of the page.
     * @param page    that was being emptied.
     * @param whole   whether all its chunks went through {@link #drain}; if not, it stays.
     * @return whether it was empty and has left the class, and is the caller's; if not, its free chunks can be taken
     *     again.
     */
    public boolean finishDraining(final int classId, final int page, final boolean whole) {
        return classes[classId].finishDraining(page, whole);
    }

    /**
     * Gives a class a page.
     *
     * @param classId of the class.
     * @param page    that nobody has.
     */
    public void addPage(final int classId, final int page) {
        classes[classId].addPage(page);
    }

    /**
     * Tells a class that has a page of which no chunk is in use.
     *
     * @param except a class that is not meant.
     * @return its id, 0 if there is none.
     */
    public int classWithEmptyPage(final int except) {
        if (pages.emptyPages.get() > 0) {
            for (int id = 1; id < classes.length; id++) {
                if (id != except && classes[id].hasEmptyPage()) {
                    return id;
                }
            }
        }
        return 0;
    }

    /**
     * Tells how many chunks fit a page.
     *
     * @param classId the class.
     * @return chunks.
     */
    public int chunksPerPage(final int classId) {
        return classes[classId].chunksPerPage;
    }

    /**
     * Tells how many pages a class has, as an estimate.
     *
     * @param classId the class.
     * @return pages.
     */
    public int pages(final int classId) {
        return classes[classId].pageCount();
    }

    /**
     * Tells how many chunks of a class are free, as an estimate.
     *
     * @param classId the class.
     * @return chunks.
     */
    public int freeChunks(final int classId) {
        return classes[classId].freeChunks();
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
     * Ends what was left half done, when nobody works with the memory any more: pages that were being emptied stay.
     *
     * @param action is shown every chunk that may be in use.
     */
    public void settle(final IntConsumer action) {
        for (int id = 1; id < classes.length; id++) {
            classes[id].stopDraining();
            classes[id].forEachCutChunk(action);
        }
    }

    /**
     * Saves or loads which pages each class has and which chunks are free; after {@link #settle}.
     *
     * @param stream that knows which.
     */
    public void pass(final StateStream stream) {
        for (int id = 1; id < classes.length; id++) {
            classes[id].pass(stream);
        }
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
