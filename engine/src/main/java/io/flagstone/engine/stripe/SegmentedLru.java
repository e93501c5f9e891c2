/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Arena;

/**
 * The segmented LRU of memcached: HOT for what is new, COLD for what is next to go, WARM for what was active in either,
 * TEMP for what expires soon. An item is active when it was asked for twice, and again when it was asked for once since
 * it last moved.
 *
 * <pre>
 *   new ----> HOT ---- over its share, or too old ---> COLD ---> evicted
 *               \                                      / ^
 *                \ active                     active  /  | over its share, or too old
 *                 `----------------> WARM <----------'   |
 *                              active ` ^ `--------------'
 *                                      `'
 *   new, expires soon ---> TEMP, evicted only when the class has nothing else
 * </pre>
 *
 * <p>It is lazy: an item moves when it is at the tail and the class needs room, not when it is asked for. So an active
 * item of COLD goes to WARM when it would be evicted, not right after its second hit.
 *
 * <p>Flat, it has one list, and what was asked for since it was last at the tail goes round again: a CLOCK with one
 * bit, in the place of a list that every hit reorders.
 */
final class SegmentedLru extends ReplacementPolicy {
    private static final int HOT = ControlWord.HOT;
    private static final int WARM = ControlWord.WARM;
    private static final int COLD = ControlWord.COLD;
    private static final int TEMP = ControlWord.TEMP;
    /** Tails of HOT and of WARM that one eviction may move on: an insertion brings one item, so two keep up. */
    private static final int JUGGLES = 4;
    private static final int ACTIVE = 2;
    private static final int NO_TEMP = -1;
    private static final int[] VICTIMS = {COLD, HOT, WARM, TEMP};

    private int hotPercent;
    private int warmPercent;
    private double hotFactor;
    private double warmFactor;
    private int temporaryTtl = NO_TEMP;
    private boolean flat;

    /** Makes one that has to be tuned. */
    SegmentedLru(final Arena arena, final int classes, final boolean flat) {
        super(arena, classes);
        this.flat = flat;
    }

    @Override
    public void tune(final int newHotPercent, final int newWarmPercent, final double newHotFactor,
            final double newWarmFactor, final int newTemporaryTtl) {
        hotPercent = newHotPercent;
        warmPercent = newWarmPercent;
        hotFactor = newHotFactor;
        warmFactor = newWarmFactor;
        temporaryTtl = newTemporaryTtl;
    }

    @Override
    public void flat(final boolean oneList) {
        flat = oneList;
    }

    @Override
    int entry(final int classId, final long hash, final int timeToLive) {
        return timeToLive <= temporaryTtl ? TEMP : flat ? COLD : HOT;
    }

    @Override
    int queueFor(final int queue, final int timeToLive) {
        return queue == TEMP && timeToLive > temporaryTtl ? flat ? COLD : HOT : queue;
    }

    @Override
    int candidate(final int classId, final int second) {
        for (int i = 0; i < JUGGLES; i++) {
            final boolean moved = juggle(classId, HOT, second) | juggle(classId, WARM, second);
            if (!moved) {
                break;
            }
        }
        return oldest(classId);
    }

    private boolean juggle(final int classId, final int queue, final int second) {
        final int reference = queues.tail(classId, queue);
        if (reference == 0) {
            return false;
        }
        final long control = Item.control(arena.address(reference));
        if (!flat && ControlWord.frequency(control) >= ACTIVE) {
            moveOn(classId, reference, queue, ControlWord.frequency(control));
            return true;
        }
        if (flat || isOver(classId, queue, ControlWord.idleSeconds(control, second), second)) {
            queues.move(classId, reference, COLD, ControlWord.frequency(control));
            counters[classId].movesToCold++;
            return true;
        }
        return false;
    }

    private boolean isOver(final int classId, final int queue, final int age, final int second) {
        final long held = queues.items(classId, queue);
        final long items = queues.items(classId) - queues.items(classId, TEMP);
        final int percent = queue == HOT ? hotPercent : warmPercent;
        final double factor = queue == HOT ? hotFactor : warmFactor;
        return held * 100 > items * percent || age > tailIdle(classId, COLD, second) * factor;
    }

    @Override
    int hitsToStay() {
        return flat ? 1 : ACTIVE;
    }

    @Override
    void moveOn(final int classId, final int reference, final int queue, final int hits) {
        final int target = queue == TEMP ? TEMP : flat ? COLD : WARM;
        if (queue == target) {
            counters[classId].movesWithinLru++;
        } else if (target == WARM) {
            counters[classId].movesToWarm++;
        } else {
            counters[classId].movesToCold++;
        }
        queues.move(classId, reference, target, hitsToStay() - 1);
    }

    @Override
    void passOver(final int classId, final int reference, final int queue) {
        queues.move(classId, reference, queue == TEMP ? TEMP : flat ? COLD : WARM, 0);
    }

    @Override
    int oldest(final int classId) {
        for (final int queue : VICTIMS) {
            final int tail = queues.tail(classId, queue);
            if (tail != 0) {
                return tail;
            }
        }
        return 0;
    }
}
