/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.item.ValueCursor;
import io.flagstone.engine.memory.Memory;

/** Makes items that are in no index yet: takes their chunks and writes all but the value. */
final class Reservation {
    /** The item is larger than the cache takes. */
    static final int TOO_LARGE = -1;
    /** There is no memory. */
    static final int NO_MEMORY = 0;

    private static final int ANY_DEADLINE = 1;

    private final CacheCore core;
    private final ChunkSource source;

    Reservation(final CacheCore core, final ChunkSource source) {
        this.core = core;
        this.source = source;
    }

    /**
     * Makes an item with a key and room for a value.
     *
     * @return its reference (as an int that may be negative but is neither -1 nor 0), TOO_LARGE or NO_MEMORY.
     */
    int reserve(final long hash, final Object base, final long key, final int keyLength, final long valueLength,
            final int flags, final int deadline) {
        final long length = ItemLayout.length(keyLength, valueLength, flags, deadline);
        if (length > core.maximumItemLength) {
            return TOO_LARGE;
        }
        final boolean expiry = ItemLayout.takesExpiry(keyLength, valueLength, flags, deadline);
        final int largest = core.table.largestChunk();
        final boolean chained = length > largest;
        final int chunkLength = chained ? largest : (int) length;
        final int reference = source.obtain(chunkLength, hash);
        if (reference == 0) {
            return NO_MEMORY;
        }
        final long bare = ControlWord.detached(keyLength, 0, flags != 0, expiry, chained);
        final int here = chained ? largest - ItemLayout.keyOffset(bare) - keyLength : (int) valueLength;
        final long control = ControlWord.detached(keyLength, here, flags != 0, expiry, chained);
        final long address = core.arena.address(reference);
        if (flags != 0) {
            Memory.putInt(address + ItemLayout.flagsOffset(control), flags);
        }
        if (expiry) {
            Item.deadline(address, deadline);
        }
        boolean done = false;
        try {
            Memory.copy(base, key, null, Item.keyAddress(address, control), keyLength);
            if (!chained) {
                Item.control(address, control);
            }
            done = !chained || addParts(reference, control, (int) valueLength, hash);
        } finally {
            if (!done) {
                abandon(reference);
            }
        }
        return done ? reference : NO_MEMORY;
    }

    /**
     * Copies an item that has no room for a deadline, and whose value does not change meanwhile, to one that has.
     *
     * @return its reference, without a deadline as yet; TOO_LARGE or NO_MEMORY.
     */
    int roomier(final long hash, final int item) {
        final long address = core.arena.address(item);
        final long control = Item.control(address);
        final int copy = reserve(hash, null, Item.keyAddress(address, control), ControlWord.keyLength(control),
            Item.valueLength(address, control), Item.flags(address, control), ANY_DEADLINE);
        if (copy != TOO_LARGE && copy != NO_MEMORY) {
            final long to = core.arena.address(copy);
            Item.deadline(to, 0);
            Item.binaryKey(to, ControlWord.hasBinaryKey(control));
            ValueCursor.copyAll(core.arena, item, copy, 0);
        }
        return copy;
    }

    private boolean addParts(final int reference, final long control, final int valueLength, final long hash) {
        final long address = core.arena.address(reference);
        final long chain = address + ItemLayout.chainOffset(control);
        Memory.putInt(chain + ItemLayout.CHAIN_LENGTH, valueLength);
        Memory.putInt(chain + ItemLayout.CHAIN_NEXT, 0);
        Item.control(address, control);
        long link = chain + ItemLayout.CHAIN_NEXT;
        int left = valueLength - ControlWord.valueLength(control);
        while (left > 0) {
            final int run = Math.min(left, core.table.largestChunk() - ItemLayout.PART_HEADER);
            final int part = source.obtain(run + ItemLayout.PART_HEADER, hash + left);
            if (part == 0) {
                return false;
            }
            final long at = core.arena.address(part);
            Memory.putInt(at + ItemLayout.PART_OWNER, reference);
            Memory.putInt(at + ItemLayout.PART_NEXT, 0);
            Memory.storeFence();
            Item.control(at, ControlWord.part(run));
            Memory.putInt(link, part);
            link = at + ItemLayout.PART_NEXT;
            left -= run;
        }
        return true;
    }

    /** Gives back an item that was never linked. */
    void abandon(final int reference) {
        core.stripeAt(0).giveChunks(reference);
    }
}
