/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.slab.SpinLock;

/**
 * Lets pages go to the slab classes where they earn most hits, one page at a time, in slices.
 *
 * <p>What one more page would earn a class is what it lost lately: the keys that were stored again while their eviction
 * was remembered, per page that it has. The class with most of that receives, the one with least gives, if the
 * difference is more than chance. Since hits are counted per page, small items win over large ones.
 *
 * <p>It is driven by evictions, two chunks for each of them, and by {@link Maintenance}: so it keeps pace with the
 * traffic on any clock. It is its own lock, and whoever does not get it leaves the work to the one who has it. Nothing
 * but a stripe is locked under it.
 *
 * <p>On four traces with the value sizes of Meta's key-value cache, 340 KiB to 8 MiB, moving pages is worth 0.6 points
 * of hit ratio (56.1 to 56.8 %). <b>Rejected:</b> the share of a class's evictions that came back, times the items of a
 * page, as what a page would earn (52.7 %): classes that hardly evict hide from it. A memory of a quarter of the items
 * in the place of all of them (56.5 %); a gain of 1.5 (56.6 %).
 *
 * <p>When every value becomes four times as large and the old ones are void, the hit ratio after twice the limit was
 * 1.5 points below that of a fresh cache, 8.9 at worst, over eight runs of four traces, while what a class lost was
 * remembered for as many evictions as there were items: by then few, and most of them void. Remembered for as many
 * bytes as the cache holds, it is 0.0 below, 1.7 at worst, and costs 0.02 points where nothing changes. Tried for it as
 * well: memories of half and of a quarter of the items, 0.2 below and 0.3 above, for 0.1 and 0.2 points elsewhere; of
 * twice the bytes, 1.2 below; four slices for one, 0.1 points of 1.2; a class that takes few chunks counted as one that
 * loses nothing, 0.3; a class that stores few items, which starved those that hold the ends of large values, 7 to 38
 * points less for everybody. What is left is an index for four times the items, 2 to 4 % of so small a cache.
 */
final class Balance extends SpinLock {
    private static final double GAIN = 1.2;
    private static final int COUNTERS_PER_SLICE = 128;
    private static final int SPARE_PAGES = 2;

    private final CacheCore core;
    private final PageDemand demand;
    private final PageMove move;
    private final int classes;
    private final int slicesPerDecision;
    private int slices;
    private int decidedAt;
    private volatile boolean automatic = true;

    Balance(final CacheCore core, final Evacuation evacuation) {
        this.core = core;
        demand = new PageDemand(core);
        move = new PageMove(core, evacuation);
        classes = core.table.classes();
        slicesPerDecision = 1 + classes * core.stripeCount() / COUNTERS_PER_SLICE;
    }

    /** Says whether pages move without being asked to. */
    void automatic(final boolean on) {
        automatic = on;
    }

    boolean isAutomatic() {
        return automatic;
    }

    /** Works for some microseconds, after a number of evictions; the caller holds no stripe. */
    void afterEvictions() {
        if (tryLock()) {
            try {
                slices++;
                if (move.isActive()) {
                    move.advance();
                } else if (slices >= slicesPerDecision) {
                    slices = 0;
                    decide();
                }
            } finally {
                unlock();
            }
        }
    }

    /** Tells, as an estimate, whether a page is on its way. */
    boolean isMoving() {
        return move.isActive();
    }

    /**
     * Works for some microseconds, and decides once in a tenth of a second, or as often as it is called while the
     * memory is above its limit and pages can be had; tells whether there was something to do.
     */
    boolean work(final int now) {
        if (!tryLock()) {
            return false;
        }
        try {
            if (move.isActive()) {
                move.advance();
                return true;
            }
            final boolean due = now != decidedAt || core.arena.isOverLimit() && move.reluctant() == 0;
            decidedAt = now;
            return due && decide();
        } finally {
            unlock();
        }
    }

    private boolean decide() {
        demand.look();
        if (core.arena.isOverLimit()) {
            return start(Evacuation.ARENA);
        }
        if (core.blocks.isStarved()) {
            return start(Evacuation.INDEX);
        }
        if (!automatic) {
            return false;
        }
        final int receiver = receiver();
        if (receiver != 0) {
            final int donor = donorFor(receiver);
            return donor != 0 && worthwhile(receiver, donor) && move.start(donor, receiver);
        }
        final int idle = idleClass();
        return idle != 0 && move.start(idle, Evacuation.ARENA);
    }

    private boolean start(final int receiver) {
        final int donor = donorFor(receiver);
        return donor != 0 && move.start(donor, receiver);
    }

    /**
     * Starts to move a page, as somebody asked; -1 as source leaves the choice to this, 0 as target is the arena. The
     * arena as source has nothing to spare: its pages go to whoever needs one, without being told.
     */
    ReassignResult reassign(final int from, final int to) {
        if (from == to) {
            return ReassignResult.SAME;
        }
        if (from < -1 || from > classes || to < 0 || to > classes) {
            return ReassignResult.BADCLASS;
        }
        if (!tryLock()) {
            return ReassignResult.BUSY;
        }
        try {
            if (move.isActive()) {
                return ReassignResult.BUSY;
            }
            final int donor = from == -1 ? donorFor(to) : from;
            if (donor == 0 || core.slabs.pages(donor) < 2) {
                return ReassignResult.NOSPARE;
            }
            return move.start(donor, to) ? ReassignResult.OK : ReassignResult.BUSY;
        } finally {
            unlock();
        }
    }

    /** The class that lost most for each of its pages, surely; 0 if none did. */
    private int receiver() {
        int receiver = 0;
        double most = 0;
        for (int id = 1; id <= classes; id++) {
            final double gain = demand.gain(id);
            if (gain > most && !isSpare(id, 1)) {
                most = gain;
                receiver = id;
            }
        }
        return receiver;
    }

    private boolean worthwhile(final int receiver, final int donor) {
        return isSpare(donor, 1) || demand.gain(receiver) > GAIN * demand.loss(donor);
    }

    private boolean isSpare(final int classId, final int pages) {
        return core.slabs.pages(classId) > 0
            && core.slabs.freeChunks(classId) >= pages * core.slabs.chunksPerPage(classId);
    }

    /** A class that keeps pages free without anybody in need of them. */
    private int idleClass() {
        for (int id = 1; id <= classes; id++) {
            if (isSpare(id, SPARE_PAGES)) {
                return id;
            }
        }
        return 0;
    }

    /**
     * Tells the class that can best do without a page: one that has a page's worth of free chunks, else the one that
     * lost least for each of its pages. The last page of a class is taken if no class has two.
     *
     * @param receiver the class that wants it.
     * @return the donor's id, 0 if no class has a page to give.
     */
    int donorFor(final int receiver) {
        int donor = 0;
        int last = 0;
        double least = Double.MAX_VALUE;
        for (int id = 1; id <= classes; id++) {
            final int pages = core.slabs.pages(id);
            if (id == receiver || pages == 0) {
                continue;
            }
            if (isSpare(id, 1) && id != move.reluctant()) {
                return id;
            }
            if (!core.evictions) {
                continue;
            }
            last = last == 0 || id != move.reluctant() ? id : last;
            if (id != move.reluctant() && pages > 1 && demand.loss(id) < least && hasItems(id)) {
                least = demand.loss(id);
                donor = id;
            }
        }
        return donor != 0 ? donor : last;
    }

    /** A class with none holds parts of large items: its pages cannot be had without evicting those. */
    private boolean hasItems(final int classId) {
        for (int i = 0; i < core.stripeCount(); i++) {
            if (core.stripeAt(i).items(classId) > 0) {
                return true;
            }
        }
        return false;
    }
}
