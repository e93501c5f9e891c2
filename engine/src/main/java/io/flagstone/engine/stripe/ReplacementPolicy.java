/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.index.IndexBlocks;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.StateStream;

/**
 * What differs between the eviction policies of a stripe: which queue a new item enters, which queue gives the next
 * victim, and what hits are worth to an item that has reached a tail. The stripe's lock guards all of it.
 *
 * <p>A hit moves nothing, in any policy: readers count it in the item's control word, and what it is worth is decided
 * when the item reaches the tail of its queue.
 */
public abstract class ReplacementPolicy {
    /** The item had earned to stay and moved on: another call will find another one, or this one earning less. */
    static final int SPARED = -1;
    /** A time to live without an end. */
    static final int FOREVER = Integer.MAX_VALUE;

    final Arena arena;
    final EvictionQueues queues;
    final ClassCounters[] counters;

    ReplacementPolicy(final Arena arena, final int classes) {
        this.arena = arena;
        queues = new EvictionQueues(arena, classes);
        counters = new ClassCounters[classes + 1];
        for (int i = 0; i < counters.length; i++) {
            counters[i] = new ClassCounters();
        }
    }

    /**
     * Makes the S3-FIFO of one stripe.
     *
     * @param arena   of the items.
     * @param blocks  where the ghosts' memory comes from.
     * @param classes the highest slab class id.
     * @return the policy.
     */
    public static ReplacementPolicy s3Fifo(final Arena arena, final IndexBlocks blocks, final int classes) {
        return new S3Fifo(arena, new GhostTable(arena, blocks), new GhostTable(arena, blocks), classes);
    }

    /**
     * Makes the segmented LRU of one stripe.
     *
     * @param arena   of the items.
     * @param classes the highest slab class id.
     * @param flat    whether it has one list.
     * @return the policy.
     */
    public static ReplacementPolicy segmentedLru(final Arena arena, final int classes, final boolean flat) {
        return new SegmentedLru(arena, classes, flat);
    }

    /**
     * Tells the queue that an item enters whose key had none.
     *
     * @param classId    of the item.
     * @param hash       of its key.
     * @param timeToLive in deciseconds, or {@link #FOREVER}.
     */
    abstract int entry(int classId, long hash, int timeToLive);

    /** Tells the queue that an item of a queue belongs to when its time to live is another one now. */
    int queueFor(final int queue, final int timeToLive) {
        return queue;
    }

    /** Tells the item that is next to go, 0 if the class has none; may move a bounded number of others before. */
    abstract int candidate(int classId, int second);

    /** Tells how many hits an item at a tail must have had to move on. */
    abstract int hitsToStay();

    /** Moves an item on that has reached the tail of a queue and had enough hits. */
    abstract void moveOn(int classId, int reference, int queue, int hits);

    /** Moves an item out of the way that has reached the tail of a queue and is pinned. */
    abstract void passOver(int classId, int reference, int queue);

    /** Tells the oldest item of a class, 0 if there is none. */
    abstract int oldest(int classId);

    /** Hears of an item that is about to give way to others; its word is as it leaves. */
    void evicted(final long hash, final long control) {
    }

    /** Forgets what was evicted. */
    void forget() {
    }

    /**
     * Sets the limits of a segmented LRU; the others have none.
     *
     * @param hotPercent   of the class that HOT may hold.
     * @param warmPercent  of the class that WARM may hold.
     * @param hotFactor    of the age of the cold tail that the hot tail may have.
     * @param warmFactor   of the age of the cold tail that the warm tail may have.
     * @param temporaryTtl the longest time to live of TEMP, in deciseconds; negative for no TEMP.
     */
    public void tune(final int hotPercent, final int warmPercent, final double hotFactor, final double warmFactor,
            final int temporaryTtl) {
    }

    /**
     * Makes one list of a segmented LRU, or several again; the others stay as they are.
     *
     * @param flat whether there is to be one list.
     */
    public void flat(final boolean flat) {
    }

    /**
     * Tells how many items of a class are in one queue.
     *
     * @param classId the class.
     * @param queue   the queue.
     * @return items.
     */
    public final int items(final int classId, final int queue) {
        return queues.items(classId, queue);
    }

    /**
     * Tells how long the item at the tail of a queue was not asked for.
     *
     * @param classId the class.
     * @param queue   the queue.
     * @param second  now.
     * @return seconds, 0 if the queue is empty.
     */
    public final int tailIdle(final int classId, final int queue, final int second) {
        return idle(queues.tail(classId, queue), second);
    }

    /**
     * Tells how long the oldest item of a class was not asked for.
     *
     * @param classId the class.
     * @param second  now.
     * @return seconds, 0 if there is none.
     */
    public final int oldestIdle(final int classId, final int second) {
        return idle(oldest(classId), second);
    }

    final int idle(final int reference, final int second) {
        return reference == 0 ? 0 : ControlWord.idleSeconds(Item.control(arena.address(reference)), second);
    }

    /**
     * Looks at the item that is next to go: it goes unless it has earned to stay or is pinned; then it moves on within
     * the queues. An item that is dead goes whatever it has earned.
     *
     * @param classId    the class.
     * @param generation of the stripe's last flush.
     * @param now        in deciseconds.
     * @return the item's reference if it may be evicted, and it is still in its queue; {@link #SPARED} if it moved on;
     *     0 if there is none, or it is pinned and moved on.
     */
    final int examine(final int classId, final int generation, final int now) {
        final int reference = candidate(classId, now / 10);
        if (reference == 0) {
            return 0;
        }
        final long address = arena.address(reference);
        final long control = Item.control(address);
        if (ControlWord.isPinned(control)) {
            passOver(classId, reference, ControlWord.queue(control));
            return 0;
        }
        final int hits = ControlWord.frequency(control);
        if (hits < hitsToStay() || isDead(address, control, generation, now)) {
            return reference;
        }
        moveOn(classId, reference, ControlWord.queue(control), hits);
        return SPARED;
    }

    private static boolean isDead(final long address, final long control, final int generation, final int now) {
        return ControlWord.generation(control) != (generation & ControlWord.GENERATIONS - 1)
            || Stripe.isExpired(address, control, now);
    }

    /** Saves or loads the queues and counters, and whatever else the policy knows. */
    void pass(final StateStream stream) {
        queues.pass(stream);
        for (final ClassCounters counter : counters) {
            counter.pass(stream);
        }
    }
}
