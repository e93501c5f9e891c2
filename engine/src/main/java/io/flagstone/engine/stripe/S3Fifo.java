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
 */
final class S3Fifo extends ReplacementPolicy {
    /** The small queue gives up its tail while it holds more than this part of the class's items, and more than one. */
    private static final int SMALL_SHARE = 10;
    /** Percent of the main queue's items that may have been evicted after a key that is still remembered. */
    private static final int GHOST_WINDOW = 90;

    private final GhostTable ghosts;
    /** The class whose main queue had a pinned item at its tail when it was last looked at, 0 for none. */
    private int stuck;

    S3Fifo(final Arena arena, final GhostTable ghosts, final int classes) {
        super(arena, classes);
        this.ghosts = ghosts;
    }

    private int window() {
        return (int) ((long) queues.total(ControlWord.MAIN) * GHOST_WINDOW / 100);
    }

    @Override
    int entry(final int classId, final long hash, final int timeToLive) {
        if (!ghosts.recall(hash, window())) {
            return ControlWord.SMALL;
        }
        counters[classId].ghostHits++;
        return ControlWord.MAIN;
    }

    @Override
    int candidate(final int classId, final int second) {
        final int small = queues.items(classId, ControlWord.SMALL);
        final int main = queues.items(classId, ControlWord.MAIN);
        final boolean fromSmall = main == 0 || small > 1 && (long) small * SMALL_SHARE > small + main
            || small > 0 && stuck == classId;
        stuck = 0;
        return queues.tail(classId, fromSmall ? ControlWord.SMALL : ControlWord.MAIN);
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

    /** Remembers what the small queue gave up, and what had to go though it had been asked for: its page was needed. */
    @Override
    void evicted(final long hash, final long control) {
        if (ControlWord.queue(control) == ControlWord.SMALL || ControlWord.frequency(control) > 0) {
            ghosts.remember(hash, queues.total(ControlWord.MAIN));
        }
    }

    @Override
    void forget() {
        ghosts.forget();
    }

    @Override
    void pass(final StateStream stream) {
        super.pass(stream);
        ghosts.pass(stream);
        stuck = stream.next(stuck);
    }
}
