/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import static io.flagstone.engine.slab.ChunkLedger.violation;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Innards;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.slab.ChunkLedger;
import io.flagstone.engine.slab.SlabAllocator;

/** Walks the eviction queues of one stripe. */
final class QueueWalk {
    private final Arena arena;
    private final SlabAllocator slabs;
    private final ChunkLedger ledger;
    private final StripeWalk stripe;

    QueueWalk(final Arena arena, final SlabAllocator slabs, final ChunkLedger ledger, final StripeWalk stripe) {
        this.arena = arena;
        this.slabs = slabs;
        this.ledger = ledger;
        this.stripe = stripe;
    }

    /** Checks every queue; each item is in the one that it names, and as many of each class as the index has. */
    void walk(final EvictionQueues queues, final long[] items) {
        final int[] head = Innards.get(queues, "head", int[].class);
        final int[] tail = Innards.get(queues, "tail", int[].class);
        final int[] count = Innards.get(queues, "count", int[].class);
        final int perClass = head.length / (slabs.classes() + 1);
        final int[] total = new int[perClass];
        for (int id = 1; id <= slabs.classes(); id++) {
            long found = 0;
            for (int queue = 0; queue < perClass; queue++) {
                final int at = id * perClass + queue;
                found += walkQueue(id, queue, head[at], tail[at], count[at]);
                total[queue] += count[at];
            }
            if (found != items[id] || queues.items(id) != found) {
                throw violation("the queues and the index disagree: class=" + id + " index=" + items[id] + " queues="
                    + found + " count=" + queues.items(id));
            }
        }
        for (int queue = 0; queue < perClass; queue++) {
            if (queues.total(queue) != total[queue]) {
                throw violation("the queues of all classes are miscounted: queue=" + queue + " count="
                    + queues.total(queue) + " found=" + total[queue]);
            }
        }
    }

    private int walkQueue(final int classId, final int queue, final int head, final int tail, final int count) {
        int towardsHead = 0;
        int found = 0;
        int reference = head;
        while (reference != 0) {
            ledger.mark(reference, ChunkLedger.QUEUED, "a queue");
            stripe.checkOwn(reference, "a queue");
            final long address = arena.address(reference);
            if (slabs.classOf(reference) != classId || ControlWord.queue(Item.control(address)) != queue) {
                throw violation("an item is in the wrong queue: reference=" + reference + " class="
                    + slabs.classOf(reference) + " in=" + classId + " queue="
                    + ControlWord.queue(Item.control(address)) + " in=" + queue);
            }
            if (Memory.getInt(address + ItemLayout.TOWARDS_HEAD) != towardsHead) {
                throw violation("a queue is broken: class=" + classId + " queue=" + queue + " reference=" + reference
                    + " head=" + Memory.getInt(address + ItemLayout.TOWARDS_HEAD) + " came from=" + towardsHead);
            }
            towardsHead = reference;
            reference = Memory.getInt(address + ItemLayout.TOWARDS_TAIL);
            found++;
        }
        if (towardsHead != tail || found != count) {
            throw violation("a queue does not end as it should: class=" + classId + " queue=" + queue + " tail="
                + tail + " last=" + towardsHead + " count=" + count + " found=" + found);
        }
        return found;
    }
}
