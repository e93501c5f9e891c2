/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;

/**
 * The items of one stripe that expire, by their deadline: a hierarchical timing wheel (Varghese and Lauck, 1987) whose
 * buckets are lists threaded through the items. The stripe's lock guards all of it.
 *
 * <pre>
 *  level   one bucket spans         64 buckets span
 *    0     0.1 s                    6.4 s
 *    1     6.4 s                    6.8 min
 *    2     6.8 min                  7.3 h
 *    3     7.3 h                    19 days
 *    4     19 days                  3.4 years
 *    5     3.4 years                218 years
 * </pre>
 *
 * <p>An item in a level above 0 moves down as its bucket comes up; it is touched at most six times in its life. The
 * expired memory held at any moment is what expired since the last call: with buckets of 0.8 s, each emptied when it
 * was over, one large item kept up to 5 % of a small cache expired.
 */
final class ExpiryWheel {
    /** What {@link #expired} returns when it has not moved all it should. */
    static final int UNFINISHED = -1;

    private static final int LEVELS = 6;
    private static final int BUCKET_BITS = 6;
    private static final int BUCKETS = 1 << BUCKET_BITS;

    private final Arena arena;
    private final int[] heads = new int[LEVELS * BUCKETS];
    /** The first tick whose bucket was not emptied yet. */
    private int tick;
    /** The level whose current bucket is being moved down, 0 for none. */
    private int cascading;

    ExpiryWheel(final Arena arena, final int now) {
        this.arena = arena;
        tick = now;
    }

    private int bucketFor(final int deadline) {
        final int due = Math.max(deadline, tick);
        final int distance = due - tick;
        int level = 0;
        while (level < LEVELS - 1 && distance >>> (level + 1) * BUCKET_BITS != 0) {
            level++;
        }
        return level * BUCKETS + (due >>> level * BUCKET_BITS & BUCKETS - 1);
    }

    /** Adds an item that has an expiry field with a deadline in it. */
    void add(final int reference) {
        final long field = arena.address(reference) + ItemLayout.HEADER;
        final int bucket = bucketFor(Memory.getInt(field + ItemLayout.DEADLINE));
        final int next = heads[bucket];
        heads[bucket] = reference;
        // The first item of a list keeps its bucket where the others keep their neighbour. A neighbour's reference may
        // be as small as a bucket's number, but then that bucket does not start with this item.
        Memory.putInt(field + ItemLayout.WHEEL_PREVIOUS, bucket);
        Memory.putInt(field + ItemLayout.WHEEL_NEXT, next);
        if (next != 0) {
            Memory.putInt(arena.address(next) + ItemLayout.HEADER + ItemLayout.WHEEL_PREVIOUS, reference);
        }
    }

    /** Takes an item out. */
    void remove(final int reference) {
        final long field = arena.address(reference) + ItemLayout.HEADER;
        final int previous = Memory.getInt(field + ItemLayout.WHEEL_PREVIOUS);
        final int next = Memory.getInt(field + ItemLayout.WHEEL_NEXT);
        if (Integer.compareUnsigned(previous, heads.length) < 0 && heads[previous] == reference) {
            heads[previous] = next;
        } else {
            Memory.putInt(arena.address(previous) + ItemLayout.HEADER + ItemLayout.WHEEL_NEXT, next);
        }
        if (next != 0) {
            Memory.putInt(arena.address(next) + ItemLayout.HEADER + ItemLayout.WHEEL_PREVIOUS, previous);
        }
    }

    /**
     * Finds an item that has expired, moving items down as it goes. A bucket of level 0 is one deadline, and looked at
     * from that moment on.
     *
     * @param now    in deciseconds.
     * @param budget how many items may be moved before it returns.
     * @return the reference of an expired item, still in the wheel; 0 if there is none; {@link #UNFINISHED} if the
     *     budget is spent.
     */
    int expired(final int now, final int budget) {
        int moves = budget;
        while (true) {
            while (cascading > 0) {
                final int bucket = cascading * BUCKETS + (tick >>> cascading * BUCKET_BITS & BUCKETS - 1);
                final int reference = heads[bucket];
                if (reference == 0) {
                    cascading--;
                } else if (moves-- == 0) {
                    return UNFINISHED;
                } else {
                    remove(reference);
                    add(reference);
                }
            }
            if (tick > now) {
                return 0;
            }
            final int reference = heads[tick & BUCKETS - 1];
            if (reference != 0) {
                return reference;
            }
            tick = (int) Math.min(nextTick(), now + 1L);
            cascading = levelsThatTurn(tick);
        }
    }

    /** The tick behind this one, or behind all that are empty: a cache that was closed for days has many of those. */
    private long nextTick() {
        long next = tick + 1L;
        if ((tick & BUCKETS - 1) == 0) {
            for (int level = 0; level < LEVELS - 1 && isEmpty(level); level++) {
                next = (tick | (1L << (level + 1) * BUCKET_BITS) - 1) + 1;
            }
        }
        return next;
    }

    private boolean isEmpty(final int level) {
        for (int i = level * BUCKETS; i < (level + 1) * BUCKETS; i++) {
            if (heads[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The highest level whose bucket comes up as the tick is reached, 0 for none. */
    private static int levelsThatTurn(final int tick) {
        return Math.min(LEVELS - 1, Integer.numberOfTrailingZeros(tick) / BUCKET_BITS);
    }

    void pass(final StateStream stream) {
        tick = stream.next(tick);
        cascading = stream.next(cascading);
        for (int i = 0; i < heads.length; i++) {
            heads[i] = arena.passReference(stream, heads[i]);
        }
    }
}
