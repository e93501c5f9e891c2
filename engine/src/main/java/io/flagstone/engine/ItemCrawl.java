/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.index.BucketIndex;
import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.stripe.Stripe;
import java.util.Objects;

/**
 * A walk over all items of a cache, or those of some slab classes, in slices: each holds one stripe for some tens of
 * microseconds, copies keys and what is known of their items, and shows the copies when the stripe is free again.
 *
 * <p><b>Guarantee.</b> An item that is there from the first call to the last is shown at least once; one that the index
 * moves as it grows may be shown twice, since growth moves items only towards the end of the walk. What comes, goes or
 * changes meanwhile is shown or not, as it was when its slice was copied; nothing that has expired or was flushed is.
 * It counts as no get. One thread at a time; it needs no closing.
 */
public final class ItemCrawl {
    private static final int BUCKETS_PER_SLICE = 16;

    private final CacheCore core;
    private final boolean[] selected;
    private final CrawledItem item;
    private int stripeNumber;
    private int bucket;
    private int generation;
    private int[] references = new int[16];

    /** Starts a walk; no class means all of them. */
    ItemCrawl(final CacheCore core, final int... slabClasses) {
        this.core = core;
        selected = new boolean[core.slabs.classes() + 1];
        for (int id = 0; id < selected.length; id++) {
            selected[id] = slabClasses.length == 0;
        }
        for (final int id : slabClasses) {
            if (id < 1 || id >= selected.length) {
                throw new IllegalArgumentException("slabClass must be 1 to " + (selected.length - 1)
                    + ": slabClass=" + id);
            }
            selected[id] = true;
        }
        item = new CrawledItem(core.clock);
    }

    /**
     * Goes on, over one slice at most: it may show nothing and yet not be at its end.
     *
     * @param visitor  that is shown the items; no lock is held meanwhile, so it may use the cache.
     * @param maxItems how many to show at most, 1 or more; what is left of the slice comes at the next call.
     * @return how many were shown.
     * @throws IllegalArgumentException if maxItems is less than 1.
     * @throws IllegalStateException    if the cache is closed.
     */
    public int next(final ItemVisitor visitor, final int maxItems) {
        Objects.requireNonNull(visitor, "visitor must not be null");
        if (maxItems < 1) {
            throw new IllegalArgumentException("maxItems must be at least 1: maxItems=" + maxItems);
        }
        core.counters.enter();
        try {
            if (!item.isFollowed() && stripeNumber < core.stripeCount()) {
                copySlice(core.stripeAt(stripeNumber));
            } else if (item.isFollowed() && core.stripeAt(item.stripe()).generation() != generation) {
                item.clear(0);
            }
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
        int shown = 0;
        while (shown < maxItems && item.next()) {
            shown++;
            visitor.onItem(item);
        }
        return shown;
    }

    /**
     * Tells whether everything has been shown.
     *
     * @return whether it has.
     */
    public boolean isAtEnd() {
        return stripeNumber == core.stripeCount() && !item.isFollowed();
    }

    private void copySlice(final Stripe stripe) {
        item.clear(stripeNumber);
        final BucketIndex index = stripe.index();
        final int now = core.clock.now();
        stripe.lock();
        try {
            generation = stripe.generation();
            final int end = Math.min(index.buckets(), bucket + BUCKETS_PER_SLICE);
            for (; bucket < end; bucket++) {
                references = index.references(bucket, references);
                for (int i = 1; i <= references[0]; i++) {
                    copy(stripe, references[i], now);
                }
            }
            if (bucket < index.buckets()) {
                return;
            }
        } finally {
            stripe.unlock();
        }
        stripeNumber++;
        bucket = 0;
    }

    private void copy(final Stripe stripe, final int reference, final int now) {
        final int slabClass = core.slabs.classOf(reference);
        final long address = core.arena.address(reference);
        final long control = Item.control(address);
        if (selected[slabClass] && !stripe.isFlushed(control) && !Stripe.isExpired(address, control, now)) {
            final byte[] records = item.append(control, Item.casUnique(address), Item.length(address, control),
                Item.deadline(address, control), Item.flags(address, control), Item.valueLength(address, control),
                slabClass);
            final int keyLength = ControlWord.keyLength(control);
            Memory.copy(null, Item.keyAddress(address, control), records, Memory.ARRAY_BASE + item.end(), keyLength);
            item.appended(keyLength);
        }
    }

    @Override
    public String toString() {
        return isAtEnd() ? "ItemCrawl[at its end]" : "ItemCrawl[stripe=" + stripeNumber + ", bucket=" + bucket + ']';
    }
}
