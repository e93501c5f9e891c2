/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import static io.flagstone.engine.slab.ChunkLedger.violation;

import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Innards;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.slab.ChunkLedger;

/** Walks the expiry wheel of one stripe. */
final class WheelWalk {
    private static final int LEVELS = 6;
    private static final int BUCKET_BITS = 6;
    private static final int BUCKETS = 1 << BUCKET_BITS;

    private final Arena arena;
    private final ChunkLedger ledger;
    private final StripeWalk stripe;
    private int tick;
    private int cascading;

    WheelWalk(final Arena arena, final ChunkLedger ledger, final StripeWalk stripe) {
        this.arena = arena;
        this.ledger = ledger;
        this.stripe = stripe;
    }

    /** Checks every bucket; as many items are in them as have a deadline, and each where it will be found in time. */
    void walk(final ExpiryWheel wheel, final int expiring) {
        tick = Innards.getInt(wheel, "tick");
        cascading = Innards.getInt(wheel, "cascading");
        final int[] heads = Innards.get(wheel, "heads", int[].class);
        int found = 0;
        for (int bucket = 0; bucket < LEVELS * BUCKETS; bucket++) {
            found += walkBucket(bucket, heads[bucket]);
        }
        if (found != expiring) {
            throw violation("the wheel and the index disagree: deadlines=" + expiring + " wheel=" + found);
        }
    }

    private int walkBucket(final int bucket, final int head) {
        int found = 0;
        int previous = bucket;
        int reference = head;
        while (reference != 0) {
            ledger.mark(reference, ChunkLedger.WHEELED, "the wheel");
            stripe.checkOwn(reference, "the wheel");
            final long address = arena.address(reference);
            final int deadline = Item.deadline(address, Item.control(address));
            if (deadline == 0 || !isInTime(bucket, deadline)) {
                throw violation("an item is in the wrong bucket of the wheel: reference=" + reference + " deadline="
                    + deadline + " bucket=" + bucket + " tick=" + tick);
            }
            final long field = address + ItemLayout.HEADER;
            if (Memory.getInt(field + ItemLayout.WHEEL_PREVIOUS) != previous) {
                throw violation("a bucket of the wheel is broken: bucket=" + bucket + " reference=" + reference
                    + " previous=" + Memory.getInt(field + ItemLayout.WHEEL_PREVIOUS) + " came from=" + previous);
            }
            previous = reference;
            reference = Memory.getInt(field + ItemLayout.WHEEL_NEXT);
            found++;
        }
        return found;
    }

    /** Whether a bucket comes up no later than an item in it is due, and is the item's own by then. */
    private boolean isInTime(final int bucket, final int deadline) {
        final int level = bucket / BUCKETS;
        final int due = Math.max(deadline, tick) >>> level * BUCKET_BITS;
        final int distance = due - (tick >>> level * BUCKET_BITS);
        final int nearest = level == 0 || level <= cascading ? 0 : 1;
        return (due & BUCKETS - 1) == bucket % BUCKETS && distance >= nearest && distance <= BUCKETS
            && (level > 0 || distance < BUCKETS);
    }
}
