/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.StateStream;

/**
 * S3-FIFO (Yang et al., SOSP 2023): new items enter a small queue; what was asked for there moves to the main queue, a
 * clock with a 2-bit count, and so does what comes back while its eviction from the small queue is remembered.
 *
 * <p>The share of the small queue is 10 % at first and follows the load: a key that comes back soon after the small
 * queue gave it up would have stayed in a larger one, and one that comes back soon after the main queue gave it up
 * would have stayed in a larger main queue.
 */
final class S3Fifo extends ReplacementPolicy {
    private static final double FIRST_SHARE = 0.1;
    private static final double MIN_SHARE = 0.02;
    private static final double MAX_SHARE = 0.4;
    /** Of the stripe's items: so many keys may have been evicted after one that is still remembered. */
    private static final double WINDOW = 0.9;
    /** Of the stripe's items: what came back after fewer evictions than that has just been missed. */
    private static final double JUST_MISSED = 0.1;
    /** The share moves by one item at a time, and by no more than that. */
    private static final double MAX_STEP = 0.05;

    private final GhostTable fromSmall;
    private final GhostTable fromMain;
    private double smallShare = FIRST_SHARE;
    /** The class whose main queue had a pinned item at its tail when it was last looked at, 0 for none. */
    private int stuck;

    S3Fifo(final Arena arena, final GhostTable fromSmall, final GhostTable fromMain, final int classes) {
        super(arena, classes);
        this.fromSmall = fromSmall;
        this.fromMain = fromMain;
    }

    private int items() {
        return queues.total(ControlWord.SMALL) + queues.total(ControlWord.MAIN);
    }

    @Override
    int entry(final int classId, final long hash, final int timeToLive) {
        final int items = items();
        final double step = Math.min(MAX_STEP, 1.0 / Math.max(1, items));
        final long sinceSmall = fromSmall.recall(hash);
        if (sinceSmall == GhostTable.UNKNOWN) {
            if (fromMain.recall(hash) <= items * JUST_MISSED) {
                smallShare = Math.max(MIN_SHARE, smallShare - step);
            }
            return ControlWord.SMALL;
        }
        if (sinceSmall <= items * JUST_MISSED) {
            smallShare = Math.min(MAX_SHARE, smallShare + step);
        }
        if (sinceSmall > items * WINDOW) {
            return ControlWord.SMALL;
        }
        counters[classId].ghostHits++;
        return ControlWord.MAIN;
    }

    /** Tells the part of a class's items that the small queue may hold before it gives up its tail, one at least. */
    double smallShare() {
        return smallShare;
    }

    @Override
    int candidate(final int classId, final int second) {
        final int small = queues.items(classId, ControlWord.SMALL);
        final int main = queues.items(classId, ControlWord.MAIN);
        final boolean tooLarge = small > 1 && small > smallShare * (small + main);
        final boolean takeSmall = main == 0 || tooLarge || small > 0 && stuck == classId;
        stuck = 0;
        return queues.tail(classId, takeSmall ? ControlWord.SMALL : ControlWord.MAIN);
    }

    @Override
    int hitsToStay() {
        return 1;
    }

    @Override
    void moveOn(final int classId, final int reference, final int queue, final int hits) {
        final boolean promoted = queue == ControlWord.SMALL;
        if (promoted) {
            counters[classId].promotions++;
        } else {
            counters[classId].secondChances++;
        }
        queues.move(classId, reference, ControlWord.MAIN, promoted ? 0 : hits - 1);
    }

    /** A pinned item counts as asked for; should all of the main queue be pinned, the small one has its turn too. */
    @Override
    void passOver(final int classId, final int reference, final int queue) {
        stuck = queue == ControlWord.MAIN ? classId : 0;
        queues.move(classId, reference, ControlWord.MAIN, 0);
    }

    @Override
    int oldest(final int classId) {
        final int small = queues.tail(classId, ControlWord.SMALL);
        return small != 0 ? small : queues.tail(classId, ControlWord.MAIN);
    }

    /** What had to go though it had been asked for, as its page was needed, counts as given up by the small queue. */
    @Override
    void evicted(final long hash, final long control) {
        if (ControlWord.queue(control) == ControlWord.SMALL || ControlWord.frequency(control) > 0) {
            fromSmall.remember(hash, items());
        } else {
            fromMain.remember(hash, (int) (items() * JUST_MISSED));
        }
    }

    @Override
    void forget() {
        fromSmall.forget();
        fromMain.forget();
    }

    @Override
    void pass(final StateStream stream) {
        super.pass(stream);
        fromSmall.pass(stream);
        fromMain.pass(stream);
        smallShare = Double.longBitsToDouble(stream.next(Double.doubleToRawLongBits(smallShare)));
        stuck = stream.next(stuck);
    }
}
