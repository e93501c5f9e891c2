/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import static io.flagstone.engine.slab.ChunkLedger.violation;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.slab.ChunkLedger;
import io.flagstone.engine.slab.SlabAllocator;
import io.flagstone.engine.slab.SlabClassTable;

/** Walks the chunks of one item. */
public final class ItemWalk {
    private final Arena arena;
    private final SlabAllocator slabs;
    private final SlabClassTable table;
    private final ChunkLedger ledger;

    /**
     * Prepares a walk.
     *
     * @param arena  of the cache.
     * @param slabs  of the cache.
     * @param table  of the chunk sizes.
     * @param ledger to note chunks in.
     */
    public ItemWalk(final Arena arena, final SlabAllocator slabs, final SlabClassTable table,
            final ChunkLedger ledger) {
        this.arena = arena;
        this.slabs = slabs;
        this.table = table;
        this.ledger = ledger;
    }

    /**
     * Claims an item's chunks, and checks that its lengths add up.
     *
     * @param reference of the item, perhaps of none at all.
     * @param place     of its first chunk.
     */
    public void claim(final int reference, final int place) {
        ledger.claim(reference, place);
        final long address = arena.address(reference);
        final long control = Item.control(address);
        final int state = place == ChunkLedger.ITEM ? ControlWord.ITEM : ControlWord.DETACHED;
        if (ControlWord.state(control) != state) {
            throw violation("an item does not say what it is: reference=" + reference + " state="
                + ControlWord.state(control) + " expected=" + state);
        }
        if (ControlWord.keyLength(control) < 1 || ControlWord.keyLength(control) > ItemLayout.MAX_KEY_LENGTH
                || Item.chunkLength(control) > chunkBytes(reference)) {
            throw violation("an item does not fit its chunk: reference=" + reference + " chunk="
                + chunkBytes(reference) + " length=" + Item.chunkLength(control) + " keyLength="
                + ControlWord.keyLength(control));
        }
        long length = ControlWord.valueLength(control);
        for (int part = Item.secondPart(address, control); part != 0;) {
            length += claimPart(reference, part);
            part = Memory.getInt(arena.address(part) + ItemLayout.PART_NEXT);
        }
        if (length != Item.valueLength(address, control)) {
            throw violation("the parts of a value do not add up: reference=" + reference + " length="
                + Item.valueLength(address, control) + " parts=" + length);
        }
    }

    private int chunkBytes(final int reference) {
        return table.chunkBytes(slabs.classOf(reference));
    }

    private int claimPart(final int owner, final int part) {
        ledger.claim(part, ChunkLedger.PART);
        final long address = arena.address(part);
        final long control = Item.control(address);
        if (ControlWord.state(control) != ControlWord.PART
                || Memory.getInt(address + ItemLayout.PART_OWNER) != owner) {
            throw violation("a part is not its item's: part=" + part + " item=" + owner + " owner="
                + Memory.getInt(address + ItemLayout.PART_OWNER) + " state=" + ControlWord.state(control));
        }
        if (ControlWord.valueLength(control) + ItemLayout.PART_HEADER > chunkBytes(part)) {
            throw violation("a part does not fit its chunk: part=" + part + " length="
                + ControlWord.valueLength(control));
        }
        return ControlWord.valueLength(control);
    }
}
