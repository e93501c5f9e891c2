/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.index.BucketIndex;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.slab.SlabAllocator;

/**
 * Writes a small value over the one that is there, in its chunk, with the stripe's lock held: the neighbours in the
 * queue and the lists of free chunks, each a miss of the processor's caches, need not be touched. Readers without a
 * lock see that the bucket has changed.
 */
public final class Overwriting {
    /** The longest value that is copied under the lock, in bytes. */
    public static final int MAX_LENGTH = 1024;

    private final Stripe stripe;
    private final Arena arena;
    private final SlabAllocator slabs;
    private final BucketIndex index;
    private final ReplacementPolicy policy;
    private final ItemAccounts accounts;

    Overwriting(final Stripe stripe, final Arena arena, final SlabAllocator slabs, final ReplacementPolicy policy,
            final ItemAccounts accounts) {
        this.stripe = stripe;
        this.arena = arena;
        this.slabs = slabs;
        this.policy = policy;
        this.accounts = accounts;
        index = stripe.index();
    }

    /**
     * Tells whether a value can be written over that of an item.
     *
     * @param reference of the item, linked and live.
     * @param fresh     the control word that an item of the new value would have.
     * @param classId   the slab class that it would have.
     * @param deadline  of the new value, in deciseconds, 0 for never.
     * @param now       in deciseconds.
     * @return whether the item has the same fields and class, keeps its queue, and nobody has pinned it.
     */
    public boolean fits(final int reference, final long fresh, final int classId, final int deadline, final int now) {
        final long control = Item.control(arena.address(reference));
        final int timeToLive = deadline == 0 ? ReplacementPolicy.FOREVER : deadline - now;
        final int queue = ControlWord.queue(control);
        return ControlWord.fields(control) == ControlWord.fields(fresh) && !ControlWord.isChained(control)
            && !ControlWord.isPinned(control) && slabs.classOf(reference) == classId
            && policy.queueFor(queue, timeToLive) == queue;
    }

    /**
     * Writes a value over that of an item for which {@link #fits} holds. It counts as asked for, as one that is
     * replaced by another item does. If the value cannot be read, which happens to a file that is mapped and has
     * shrunk, the item is removed.
     *
     * @param hash      of the key.
     * @param reference of the item.
     * @param fresh     the control word that an item of the new value would have.
     * @param base      of the value, null for native memory.
     * @param value     the value's address.
     * @param flags     client flags.
     * @param deadline  in deciseconds, 0 for never.
     * @param casUnique for the item.
     * @param now       in deciseconds.
     */
    public void write(final long hash, final int reference, final long fresh, final Object base, final long value,
            final int flags, final int deadline, final long casUnique, final int now) {
        assert stripe.isLocked();
        final long address = arena.address(reference);
        final long control = Item.control(address);
        accounts.announce(reference, Departure.REPLACED, now);
        final ClassCounters counter = stripe.countersOf(reference);
        counter.bytes += ControlWord.valueLength(fresh) - ControlWord.valueLength(control);
        counter.linked++;
        final int frequency = Math.min(ControlWord.frequency(control) + 1, ControlWord.MAX_FREQUENCY);
        final long linked = ControlWord.withQueue(ControlWord.withState(fresh, ControlWord.ITEM),
            ControlWord.queue(control));
        final long queued = ControlWord.withFrequency(linked, frequency);
        index.beginChange(hash);
        Item.control(address,
            ControlWord.withAccess(ControlWord.withGeneration(queued, stripe.generation()), now / 10));
        Item.casUnique(address, casUnique);
        if (ControlWord.hasFlags(fresh)) {
            Memory.putInt(address + ItemLayout.flagsOffset(fresh), flags);
        }
        if (ControlWord.hasExpiry(fresh)) {
            stripe.changeDeadline(reference, deadline, now);
        }
        boolean whole = false;
        try {
            Memory.copy(base, value, null, Item.valueAddress(address, fresh), ControlWord.valueLength(fresh));
            whole = true;
        } finally {
            index.endChange(hash);
            if (!whole) {
                stripe.remove(hash, reference, Departure.REMOVED, now);
            }
        }
    }
}
