/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.events.FlightRecording;
import io.flagstone.engine.events.OperationWatch;
import io.flagstone.engine.events.PageMoveEvent;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.stripe.Stripe;

/**
 * Empties pages: what lives in them moves to other chunks of its class, and the class makes room for it by evicting
 * what its policy holds for coldest. So a class that gives up a page loses its coldest items, whichever page it is.
 *
 * <p>One item at a time, under the lock of its stripe. What is pinned or being filled cannot move; then the page stays.
 * A value of very many chunks is evicted instead, since all of them refer to its first.
 */
final class Evacuation {
    /** What {@link #empty} returns when a chunk cannot be emptied. */
    static final int HELD = Integer.MAX_VALUE;
    /** The receiver of a page that the arena gets. */
    static final int ARENA = 0;
    /** The receiver of a page that the index and the ghosts get. */
    static final int INDEX = -1;

    private static final int CHUNKS_MOVED = 256;
    private static final int DRAINED_AT_ONCE = 64;
    private static final int TRIES = 4;
    private static final int SPINS = 256;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final CacheCore core;
    private final ChunkSource source;

    Evacuation(final CacheCore core, final ChunkSource source) {
        this.core = core;
        this.source = source;
    }

    /** Empties a page of a class at once and gives it to another one, or to what else can receive it. */
    boolean movePage(final int donor, final int receiver) {
        final int page = core.slabs.startDraining(donor);
        if (page == 0) {
            return false;
        }
        final PageMoveEvent event = begun();
        final int chunks = core.slabs.chunksPerPage(donor);
        int next = 0;
        try {
            while (next < chunks) {
                next = empty(donor, page, next, DRAINED_AT_ONCE, event);
            }
        } catch (final RuntimeException | Error e) {
            finish(donor, page, receiver, false, event);
            throw e;
        }
        final boolean moved = finish(donor, page, receiver, next == chunks, event);
        if (FlightRecording.isOn() && moved) {
            OperationWatch.pageMoved();
        }
        return moved;
    }

    /** Begins to record the move of a page; null if nobody does. */
    static PageMoveEvent begun() {
        return FlightRecording.isOn() ? PageMoveEvent.begun() : null;
    }

    /** Ends the emptying of a page; true if it has left its class. */
    boolean finish(final int donor, final int page, final int receiver, final boolean whole,
            final PageMoveEvent event) {
        final boolean moved = core.slabs.finishDraining(donor, page, whole);
        if (moved) {
            core.pagesMoved.incrementAndGet();
            switch (receiver) {
                case ARENA -> core.arena.returnPage(page);
                case INDEX -> core.blocks.add(page);
                default -> core.slabs.addPage(receiver, page);
            }
        }
        if (event != null) {
            event.ended(core.name, donor, receiver, moved);
        }
        for (final PageMoveObserver observer : core.pageMoveObservers) {
            try {
                observer.onPageMove(donor, Math.max(0, receiver), moved);
            } catch (final RuntimeException | Error e) {
                ObserverFailure.report(e);
            }
        }
        return moved;
    }

    /**
     * Empties some chunks of a page that is being drained.
     *
     * @param first  the number of the first one.
     * @param chunks how many are looked at.
     * @param event  counts what becomes of them; null if nobody records it.
     * @return the number of the chunk to go on with; HELD if one cannot be emptied.
     */
    int empty(final int classId, final int page, final int first, final int chunks, final PageMoveEvent event) {
        final int end = Math.min(first + chunks, core.slabs.chunksPerPage(classId));
        core.slabs.drain(classId, page, first, end - first);
        for (int i = first; i < end; i++) {
            final int chunk = core.slabs.chunk(classId, page, i);
            if (state(chunk) != ControlWord.FREE && !empty(classId, chunk, event)) {
                return HELD;
            }
        }
        return end;
    }

    private int state(final int chunk) {
        return ControlWord.state(Item.control(core.arena.address(chunk)));
    }

    private boolean empty(final int classId, final int chunk, final PageMoveEvent event) {
        for (int i = 0; i < SPINS && state(chunk) == ControlWord.DETACHED; i++) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < TRIES && state(chunk) != ControlWord.FREE; i++) {
            final int spare = source.takeWithin(classId, chunk * MIX);
            boolean used = false;
            try {
                used = release(chunk, spare, event);
            } finally {
                if (spare != 0 && !used) {
                    core.slabs.give(spare);
                }
            }
        }
        return state(chunk) == ControlWord.FREE;
    }

    /** Frees a chunk by moving what is in it to a spare one, or by removing it; true if the spare chunk was used. */
    private boolean release(final int chunk, final int spare, final PageMoveEvent event) {
        final long address = core.arena.address(chunk);
        final boolean part = state(chunk) == ControlWord.PART;
        Memory.loadFence();
        final int reference = part ? Memory.getInt(address + ItemLayout.PART_OWNER) : chunk;
        if (state(reference) != ControlWord.ITEM) {
            return false;
        }
        final long hash = core.hashOf(reference);
        final Stripe stripe = core.stripe(hash);
        stripe.lock();
        try {
            if (!stripe.index().contains(hash, reference) || core.hashOf(reference) != hash) {
                return false;
            }
            final long item = core.arena.address(reference);
            final long control = Item.control(item);
            if (ControlWord.isPinned(control)) {
                core.pageMoves.heldItems.incrementAndGet();
                return false;
            }
            final int now = core.clock.now();
            if (stripe.isFlushed(control) || Stripe.isExpired(item, control, now)) {
                source.evict(stripe, reference);
                return false;
            }
            if (spare == 0 || Item.valueLength(item, control) / core.table.largestChunk() > CHUNKS_MOVED) {
                if (core.evictions) {
                    source.evict(stripe, reference);
                    core.pageMoves.itemsEvicted.incrementAndGet();
                    if (event != null) {
                        event.itemEvicted();
                    }
                } else {
                    core.pageMoves.unhoused.incrementAndGet();
                }
                return false;
            }
            if (part) {
                final boolean moved = stripe.relocation().part(hash, reference, chunk, spare);
                core.pageMoves.partsRescued.addAndGet(moved ? 1 : 0);
                if (event != null && moved) {
                    event.partRescued();
                }
                return moved;
            }
            stripe.relocation().item(hash, chunk, spare);
            core.pageMoves.itemsRescued.incrementAndGet();
            if (event != null) {
                event.itemRescued();
            }
            return true;
        } finally {
            stripe.unlock();
        }
    }
}
