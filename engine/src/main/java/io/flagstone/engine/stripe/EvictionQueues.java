/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;

/**
 * The queues of one stripe: four for each slab class, threaded through the items; which of them a policy uses is its
 * own affair. The stripe's lock guards all of it; the counts may be read by anybody as an estimate.
 */
final class EvictionQueues {
    private static final int QUEUES = ControlWord.QUEUES;

    private final Arena arena;
    private final int[] head;
    private final int[] tail;
    private final int[] count;
    private final int[] total = new int[QUEUES];

    EvictionQueues(final Arena arena, final int classes) {
        this.arena = arena;
        head = new int[(classes + 1) * QUEUES];
        tail = new int[(classes + 1) * QUEUES];
        count = new int[(classes + 1) * QUEUES];
    }

    private static int index(final int classId, final int queue) {
        return classId * QUEUES + queue;
    }

    /** Tells how many items a class has in this stripe. */
    int items(final int classId) {
        final int first = index(classId, 0);
        return count[first] + count[first + 1] + count[first + 2] + count[first + 3];
    }

    /** Tells how many items a class has in one queue of this stripe. */
    int items(final int classId, final int queue) {
        return count[index(classId, queue)];
    }

    /** Tells how many items all classes have in one queue of this stripe. */
    int total(final int queue) {
        return total[queue];
    }

    /** Tells the item that has been in a queue longest, 0 if it is empty. */
    int tail(final int classId, final int queue) {
        return tail[index(classId, queue)];
    }

    /** Adds an item at the head of the queue that its control word names. */
    void add(final int classId, final int reference) {
        final long address = arena.address(reference);
        final int queue = ControlWord.queue(Item.control(address));
        final int q = index(classId, queue);
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
        total[queue]++;
    }

    /** Takes an item out of its queue. */
    void remove(final int classId, final int reference) {
        final long address = arena.address(reference);
        final int queue = ControlWord.queue(Item.control(address));
        final int q = index(classId, queue);
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
        total[queue]--;
    }

    /** Moves an item to the head of a queue, and says how often it counts as asked for there. */
    void move(final int classId, final int reference, final int queue, final int frequency) {
        remove(classId, reference);
        Item.requeueVolatile(arena.address(reference), queue, frequency);
        add(classId, reference);
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

    void pass(final StateStream stream) {
        for (int i = 0; i < head.length; i++) {
            head[i] = arena.passReference(stream, head[i]);
            tail[i] = arena.passReference(stream, tail[i]);
        }
        stream.next(count, count.length);
        stream.next(total, total.length);
    }
}
