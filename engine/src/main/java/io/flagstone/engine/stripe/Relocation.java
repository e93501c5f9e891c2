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
 * Moves the items of a stripe from chunk to chunk, one at a time, with the stripe's lock held.
 *
 * <p>A reader without a lock that has the old reference finds out by the version of the bucket, which moves before the
 * old chunk is given back. What it notes in the old control word meanwhile, that the item was asked for, is lost.
 */
public final class Relocation {
    private final Arena arena;
    private final SlabAllocator slabs;
    private final BucketIndex index;
    private final EvictionQueues queues;
    private final ExpiryWheel wheel;

    Relocation(final Arena arena, final SlabAllocator slabs, final BucketIndex index, final EvictionQueues queues,
            final ExpiryWheel wheel) {
        this.arena = arena;
        this.slabs = slabs;
        this.index = index;
        this.queues = queues;
        this.wheel = wheel;
    }

    /**
     * Moves an item to another chunk: all that refers to it refers to the copy then, and nothing else changes.
     *
     * @param hash of its key.
     * @param from the item, linked and not pinned.
     * @param to   a chunk of the same class, detached.
     */
    public void item(final long hash, final int from, final int to) {
        final long old = arena.address(from);
        final long address = arena.address(to);
        final long control = Item.control(old);
        assert !ControlWord.isPinned(control) && ControlWord.state(control) == ControlWord.ITEM : "not to be moved";
        Memory.copy(null, old, null, address, Item.chunkLength(control));
        Item.control(address, control);
        queues.replace(slabs.classOf(from), from, to);
        if (Item.deadline(address, control) != 0) {
            wheel.remove(from);
            wheel.add(to);
        }
        index.beginChange(hash);
        index.replace(hash, from, to);
        index.endChange(hash);
        for (int part = Item.secondPart(address, control); part != 0;) {
            final long at = arena.address(part);
            Memory.putInt(at + ItemLayout.PART_OWNER, to);
            part = Memory.getInt(at + ItemLayout.PART_NEXT);
        }
        slabs.give(from);
    }

    /**
     * Moves a further part of an item to another chunk.
     *
     * @param hash  of the item's key.
     * @param owner the item, linked and not pinned.
     * @param from  the part.
     * @param to    a chunk of the same class, detached.
     * @return false if it is no part of that item; nothing has changed then.
     */
    public boolean part(final long hash, final int owner, final int from, final int to) {
        final long item = arena.address(owner);
        final long control = Item.control(item);
        assert !ControlWord.isPinned(control) && ControlWord.state(control) == ControlWord.ITEM : "not to be moved";
        long link = item + ItemLayout.chainOffset(control) + ItemLayout.CHAIN_NEXT;
        int part = Item.secondPart(item, control);
        while (part != from) {
            if (part == 0) {
                return false;
            }
            link = arena.address(part) + ItemLayout.PART_NEXT;
            part = Memory.getInt(link);
        }
        final long old = arena.address(from);
        Memory.copy(null, old, null, arena.address(to),
            ItemLayout.PART_HEADER + ControlWord.valueLength(Item.control(old)));
        index.beginChange(hash);
        Memory.putInt(link, to);
        index.endChange(hash);
        slabs.give(from);
        return true;
    }
}
