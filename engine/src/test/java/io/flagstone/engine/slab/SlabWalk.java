/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import static io.flagstone.engine.slab.ChunkLedger.violation;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Innards;
import io.flagstone.engine.memory.Memory;
import java.util.Arrays;

/** Walks the pages and the free chunks of a cache at rest. */
public final class SlabWalk {
    private static final int POOLED = -1;

    private final Arena arena;
    private final ChunkLedger ledger;
    private final SlabClass[] classes;
    private final PageTable table;
    private final int[] emptyPages;
    /** The class of each page as the lists of pages have it. */
    private int[] owners = {};

    /**
     * Prepares a walk.
     *
     * @param arena  of the cache.
     * @param slabs  of the cache.
     * @param ledger to note chunks in.
     */
    public SlabWalk(final Arena arena, final SlabAllocator slabs, final ChunkLedger ledger) {
        this.arena = arena;
        this.ledger = ledger;
        classes = Innards.get(slabs, "classes", SlabClass[].class);
        table = Innards.get(slabs, "pages", PageTable.class);
        emptyPages = new int[classes.length];
    }

    /**
     * Checks that each page is in the pool, in one class, or in the index.
     *
     * @return how many the index must have, since nobody else has them.
     */
    public int walkPages() {
        final int fresh = Innards.getInt(arena, "freshPage");
        owners = owners.length < fresh ? new int[fresh] : owners;
        Arrays.fill(owners, 0);
        final int pooled = Innards.getInt(arena, "freePageCount");
        final int[] pool = Innards.get(arena, "freePages", int[].class);
        for (int i = 0; i < pooled; i++) {
            own(pool[i], POOLED, fresh);
        }
        int classPages = 0;
        for (int id = 1; id < classes.length; id++) {
            final int[] pages = Innards.get(classes[id], "pageNumbers", int[].class);
            for (int i = 0; i < classes[id].pageCount(); i++) {
                own(pages[i], id, fresh);
            }
            classPages += classes[id].pageCount();
        }
        for (int page = 1; page < fresh; page++) {
            if (table.classOf(page) != Math.max(0, owners[page])) {
                throw violation("the page table and the lists of pages disagree: page=" + page + " table="
                    + table.classOf(page) + " list=" + owners[page]);
            }
        }
        if (arena.takenPages() + pooled != fresh - 1 || fresh - 1 > arena.maxPages()) {
            throw violation("the pages do not add up: taken=" + arena.takenPages() + " pooled=" + pooled + " fresh="
                + (fresh - 1) + " allowed=" + arena.maxPages());
        }
        return arena.takenPages() - classPages;
    }

    private void own(final int page, final int owner, final int fresh) {
        if (page < 1 || page >= fresh) {
            throw violation("a list of pages holds what is no page: page=" + page + " owner=" + owner);
        }
        if (owners[page] != 0) {
            throw violation("a page is in two places: page=" + page + " class=" + owners[page] + " and " + owner);
        }
        owners[page] = owner;
    }

    /** Claims every chunk that is free, and checks the lists of them. */
    public void walkFreeChunks() {
        for (int id = 1; id < classes.length; id++) {
            walkUncut(classes[id]);
            walkList(classes[id]);
            walkDrained(classes[id]);
        }
    }

    /** A page may be on its way to another class, which the background work goes on with. */
    private void walkDrained(final SlabClass slabClass) {
        int drained = 0;
        for (int page = 1; page < Innards.getInt(arena, "freshPage"); page++) {
            final boolean leaving = table.classOf(page) == slabClass.id && table.isDraining(page);
            for (int i = 0; leaving && i < slabClass.chunksPerPage; i++) {
                final int reference = arena.plus(arena.pageReference(page), (long) i * slabClass.chunkBytes);
                if (ControlWord.state(Item.control(arena.address(reference))) == ControlWord.FREE
                        && ledger.place(reference) == ChunkLedger.NOWHERE) {
                    claimFree(slabClass, reference, ChunkLedger.DRAINED);
                    drained++;
                }
            }
        }
        if (Innards.getInt(slabClass, "drainedCount") != drained) {
            throw violation("drained chunks are miscounted: class=" + slabClass.id + " found=" + drained + " count="
                + Innards.getInt(slabClass, "drainedCount"));
        }
    }

    private void walkUncut(final SlabClass slabClass) {
        final int count = Innards.getInt(slabClass, "uncutCount");
        int reference = Innards.getInt(slabClass, "uncutReference");
        for (int i = 0; i < count; i++) {
            claimFree(slabClass, reference, ChunkLedger.UNCUT);
            reference = arena.plus(reference, slabClass.chunkBytes);
        }
    }

    private void walkList(final SlabClass slabClass) {
        final int count = Innards.getInt(slabClass, "freeCount");
        int previous = 0;
        int reference = Innards.getInt(slabClass, "freeHead");
        int listed = 0;
        while (reference != 0) {
            claimFree(slabClass, reference, ChunkLedger.LISTED);
            final long address = arena.address(reference);
            if (ControlWord.state(Item.control(address)) != ControlWord.FREE) {
                throw violation("the free list holds a chunk that does not say so: reference=" + reference + " class="
                    + slabClass.id + " state=" + ControlWord.state(Item.control(address)));
            }
            if (Memory.getInt(address + ItemLayout.FREE_PREVIOUS) != previous) {
                throw violation("the free list is broken: class=" + slabClass.id + " reference=" + reference
                    + " previous=" + Memory.getInt(address + ItemLayout.FREE_PREVIOUS) + " came from=" + previous);
            }
            previous = reference;
            reference = Memory.getInt(address + ItemLayout.FREE_NEXT);
            listed++;
        }
        if (listed != count) {
            throw violation("the free list is miscounted: class=" + slabClass.id + " count=" + count + " listed="
                + listed);
        }
    }

    private void claimFree(final SlabClass slabClass, final int reference, final int place) {
        ledger.claim(reference, place);
        if (table.classOf(arena.page(reference)) != slabClass.id) {
            throw violation("a free chunk is of another class: class=" + slabClass.id + " reference=" + reference
                + " page's class=" + table.classOf(arena.page(reference)));
        }
    }

    /**
     * Checks that every chunk was met somewhere, after items were claimed.
     *
     * @param items     to claim those with that no index refers to.
     * @param detached  items that callers are known to be filling.
     */
    public void walkTheRest(final DetachedItems items, final int detached) {
        int found = 0;
        for (int page = 1; page < Innards.getInt(arena, "freshPage"); page++) {
            final int id = table.classOf(page);
            for (int i = 0; id != 0 && i < classes[id].chunksPerPage; i++) {
                final int reference = arena.plus(arena.pageReference(page), (long) i * classes[id].chunkBytes);
                if (ledger.place(reference) == ChunkLedger.NOWHERE
                        && ControlWord.state(Item.control(arena.address(reference))) == ControlWord.DETACHED) {
                    items.claim(reference);
                    found++;
                }
            }
        }
        Arrays.fill(emptyPages, 0);
        for (int page = 1; page < Innards.getInt(arena, "freshPage"); page++) {
            walkPage(page, table.classOf(page));
        }
        checkEmptyPages();
        if (found != detached) {
            throw violation("items are in no index, and nobody is filling or holding them: found=" + found
                + " known=" + detached);
        }
    }

    private void walkPage(final int page, final int id) {
        int free = 0;
        for (int i = 0; id != 0 && i < classes[id].chunksPerPage; i++) {
            final int reference = arena.plus(arena.pageReference(page), (long) i * classes[id].chunkBytes);
            final int place = ledger.place(reference);
            if (place == ChunkLedger.NOWHERE) {
                throw violation("a chunk is lost: reference=" + reference + " class=" + id + " state="
                    + ControlWord.state(Item.control(arena.address(reference))));
            }
            free += place < ChunkLedger.ITEM ? 1 : 0;
        }
        if (id != 0 && table.free(page) != free) {
            throw violation("the free chunks of a page are miscounted: page=" + page + " class=" + id + " count="
                + table.free(page) + " found=" + free);
        }
        emptyPages[id] += id != 0 && !table.isDraining(page) && free == classes[id].chunksPerPage ? 1 : 0;
    }

    private void checkEmptyPages() {
        int total = 0;
        for (int id = 1; id < classes.length; id++) {
            total += emptyPages[id];
            if (Innards.getInt(classes[id], "emptyPages") != emptyPages[id]) {
                throw violation("the empty pages of a class are miscounted: class=" + id + " count="
                    + Innards.getInt(classes[id], "emptyPages") + " found=" + emptyPages[id]);
            }
        }
        if (table.emptyPages.get() != total) {
            throw violation("the empty pages are miscounted: count=" + table.emptyPages.get() + " found=" + total);
        }
    }

    /** Claims an item that no index refers to, with all its parts. */
    @FunctionalInterface
    public interface DetachedItems {
        /**
         * Claims the item.
         *
         * @param reference of it.
         */
        void claim(int reference);
    }
}
