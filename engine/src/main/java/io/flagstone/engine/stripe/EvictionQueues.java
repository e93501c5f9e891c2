/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;

/**
 * The eviction queues of one stripe: for each slab class a small one and a main one, as S3-FIFO has them, threaded
 * through the items. The stripe's lock guards all of it; the counts may be read by anybody as an estimate.
 */
final class EvictionQueues {
    /** The item had been asked for: another call will find another one, or this one less asked for. */
    static final int SPARED = -1;

    /** The small queue gives up its tail while it holds more than a tenth of the class's items. */
    private static final int SMALL_SHARE = 10;

    private final Arena arena;
    private final int[] head;
    private final int[] tail;
    private final int[] count;
    private long promotions;
    private long secondChances;

    EvictionQueues(final Arena arena, final int classes) {
        this.arena = arena;
        head = new int[(classes + 1) * 2];
        tail = new int[(classes + 1) * 2];
        count = new int[(classes + 1) * 2];
    }

    private static int index(final int classId, final int queue) {
        return classId * 2 + queue;
    }

    /** Tells how many items a class has in this stripe. */
    int items(final int classId) {
        return count[index(classId, ControlWord.SMALL)] + count[index(classId, ControlWord.MAIN)];
    }

    /** Adds an item at the head of the queue that its control word names. */
    void add(final int classId, final int reference) {
        final long address = arena.address(reference);
        final int q = index(classId, ControlWord.queue(Item.control(address)));
        final int oldHead = head[q];
        Memory.putInt(address + ItemLayout.TOWARDS_HEAD, 0);
        Memory.putInt(address + ItemLayout.TOWARDS_TAIL, oldHead);
        if (oldHead == 0) {
            tail[q] = reference;
        } else {
            Memory.putInt(arena.address(oldHead) + ItemLayout.TOWARDS_HEAD, reference);
        }
        head[q] = reference;
        count[q]++;
    }

    /** Takes an item out of its queue. */
    void remove(final int classId, final int reference) {
        final long address = arena.address(reference);
        final int q = index(classId, ControlWord.queue(Item.control(address)));
        final int towardsHead = Memory.getInt(address + ItemLayout.TOWARDS_HEAD);
        final int towardsTail = Memory.getInt(address + ItemLayout.TOWARDS_TAIL);
        if (towardsHead == 0) {
            head[q] = towardsTail;
        } else {
            Memory.putInt(arena.address(towardsHead) + ItemLayout.TOWARDS_TAIL, towardsTail);
        }
        if (towardsTail == 0) {
            tail[q] = towardsHead;
        } else {
            Memory.putInt(arena.address(towardsTail) + ItemLayout.TOWARDS_HEAD, towardsHead);
        }
        count[q]--;
    }

    /** Puts an item of the same class and queue in the place of another one, which an overwrite does to it. */
    void replace(final int classId, final int from, final int to) {
        final long old = arena.address(from);
        final long address = arena.address(to);
        final int q = index(classId, ControlWord.queue(Item.control(old)));
        final int towardsHead = Memory.getInt(old + ItemLayout.TOWARDS_HEAD);
        final int towardsTail = Memory.getInt(old + ItemLayout.TOWARDS_TAIL);
        Memory.putInt(address + ItemLayout.TOWARDS_HEAD, towardsHead);
        Memory.putInt(address + ItemLayout.TOWARDS_TAIL, towardsTail);
        if (towardsHead == 0) {
            head[q] = to;
        } else {
            Memory.putInt(arena.address(towardsHead) + ItemLayout.TOWARDS_TAIL, to);
        }
        if (towardsTail == 0) {
            tail[q] = to;
        } else {
            Memory.putInt(arena.address(towardsTail) + ItemLayout.TOWARDS_HEAD, to);
        }
    }

    /**
     * Looks at the item that is next to go: it goes unless it was asked for since it was last looked at, or is pinned;
     * then it moves on within the queues.
     *
     * @return the item's reference if it may be evicted, and it is still in its queue; {@link #SPARED} if it was
     *     asked for and moved on; 0 if there is none, or it is pinned and moved on.
     */
    int examine(final int classId) {
        final int small = count[index(classId, ControlWord.SMALL)];
        final int main = count[index(classId, ControlWord.MAIN)];
        final boolean fromSmall = small > 0 && (main == 0 || (long) small * SMALL_SHARE > small + main);
        final int reference = tail[index(classId, fromSmall ? ControlWord.SMALL : ControlWord.MAIN)];
        if (reference == 0) {
            return 0;
        }
        final long address = arena.address(reference);
        final long control = Item.control(address);
        final boolean pinned = ControlWord.isPinned(control);
        final int frequency = pinned ? 1 : ControlWord.frequency(control);
        if (frequency == 0) {
            return reference;
        }
        if (fromSmall) {
            promotions++;
        } else {
            secondChances++;
        }
        remove(classId, reference);
        Item.requeueVolatile(address, ControlWord.MAIN, fromSmall ? 0 : frequency - 1);
        add(classId, reference);
        return pinned ? 0 : SPARED;
    }

    /** Tells how many items moved from the small to the main queue. */
    long promotions() {
        return promotions;
    }

    /** Tells how many items of the main queue were spared because they had been asked for. */
    long secondChances() {
        return secondChances;
    }

    /** Tells the oldest item of a class, 0 if there is none. */
    int oldest(final int classId) {
        final int small = tail[index(classId, ControlWord.SMALL)];
        return small != 0 ? small : tail[index(classId, ControlWord.MAIN)];
    }
}
