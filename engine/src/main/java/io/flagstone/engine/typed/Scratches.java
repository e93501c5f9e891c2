/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.memory.Memory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The scratches of a cache. A thread that comes often owns one and takes it without a fence; all others share some that
 * rest where they find them by their number. Whoever has taken one has it for himself, so that he counts without a
 * fence too.
 *
 * <p><b>Rejected:</b> a thread-local, which costs each virtual thread a scratch of its own, and keeps the classes of an
 * application that was unloaded; shared ones alone, whose two exchanges are a tenth of a get.
 */
final class Scratches {
    private static final int OWNED = 128;
    /** How often a shared scratch is used before whoever has it may come to own one. */
    private static final int CLAIM_INTERVAL = 1024;
    /** References to a line of memory, so that threads do not get into each other's way. */
    private static final int SPACING = 16;

    /** Others than the owner look at nothing but its final number. */
    private final Scratch[] owned = new Scratch[OWNED];
    private final AtomicReferenceArray<Scratch> resting;
    private final int mask;
    private final Set<Scratch> living = ConcurrentHashMap.newKeySet();
    private final LongAdder hitsOfOthers = new LongAdder();
    private final LongAdder missesOfOthers = new LongAdder();

    Scratches(final int processors) {
        final int places = Integer.highestOneBit(Math.max(1, processors * 8 - 1));
        mask = places - 1;
        resting = new AtomicReferenceArray<>((places + 1) * SPACING);
    }

    Scratch take() {
        final long id = Memory.threadId(Thread.currentThread());
        final Scratch mine = owned[(int) id & OWNED - 1];
        if (mine != null && mine.ownerId == id && !mine.isTaken) {
            mine.isTaken = true;
            return mine;
        }
        return takeShared(id);
    }

    private int place(final long id) {
        return ((int) id & mask) * SPACING + SPACING - 1;
    }

    private Scratch takeShared(final long id) {
        final int place = place(id);
        // Empty places are common only where threads share one: a look is cheaper than an exchange for nothing.
        final Scratch found = resting.getPlain(place) == null ? null : resting.getAndSet(place, null);
        return found != null ? found : made(null, 0);
    }

    private Scratch made(final Thread owner, final long id) {
        final Scratch made = new Scratch(owner, id);
        living.add(made);
        return made;
    }

    void give(final Scratch scratch) {
        scratch.tidy();
        if (scratch.ownerId != 0) {
            scratch.isTaken = false;
        } else {
            giveShared(scratch);
        }
    }

    private void giveShared(final Scratch scratch) {
        final Thread thread = Thread.currentThread();
        if ((++scratch.uses & CLAIM_INTERVAL - 1) == 0) {
            claim(thread, Memory.threadId(thread));
        }
        if (!resting.weakCompareAndSetRelease(place(Memory.threadId(thread)), null, scratch)) {
            forget(scratch);
        }
    }

    /** Makes a thread the owner of a scratch, if no living thread has that of its number. */
    private synchronized void claim(final Thread thread, final long id) {
        final int number = (int) id & OWNED - 1;
        final Scratch old = owned[number];
        if (id > 0 && (old == null || !old.hasLivingOwner())) {
            owned[number] = made(thread, id);
            if (old != null) {
                forget(old);
            }
        }
    }

    private void forget(final Scratch scratch) {
        living.remove(scratch);
        hitsOfOthers.add(scratch.hits.get());
        missesOfOthers.add(scratch.misses.get());
    }

    long hits() {
        return living.stream().mapToLong(scratch -> scratch.hits.get()).sum() + hitsOfOthers.sum();
    }

    long misses() {
        return living.stream().mapToLong(scratch -> scratch.misses.get()).sum() + missesOfOthers.sum();
    }

    @Override
    public String toString() {
        return "Scratches[living=" + living.size() + ']';
    }
}
