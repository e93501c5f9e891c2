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
 * The scratches of a cache, some of them at rest where threads find them by their number. Who has taken one has it for
 * himself, so that it counts without a fence: a thread-local would do the same for threads that live long, and costs
 * virtual threads one each.
 */
final class Scratches {
    /** References to a line of memory, so that threads do not get into each other's way. */
    private static final int SPACING = 16;

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

    private int place() {
        return ((int) Memory.threadId(Thread.currentThread()) & mask) * SPACING + SPACING - 1;
    }

    Scratch take() {
        final int place = place();
        // Empty places are common only where threads share one: a look is cheaper than an exchange for nothing.
        final Scratch found = resting.getPlain(place) == null ? null : resting.getAndSet(place, null);
        if (found != null) {
            return found;
        }
        final Scratch made = new Scratch();
        living.add(made);
        return made;
    }

    void give(final Scratch scratch) {
        scratch.tidy();
        if (!resting.weakCompareAndSetRelease(place(), null, scratch)) {
            living.remove(scratch);
            hitsOfOthers.add(scratch.hits);
            missesOfOthers.add(scratch.misses);
        }
    }

    long hits() {
        return living.stream().mapToLong(scratch -> scratch.hits).sum() + hitsOfOthers.sum();
    }

    long misses() {
        return living.stream().mapToLong(scratch -> scratch.misses).sum() + missesOfOthers.sum();
    }

    @Override
    public String toString() {
        return "Scratches[living=" + living.size() + ']';
    }
}
