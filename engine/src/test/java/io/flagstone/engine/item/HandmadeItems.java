/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.item;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;

/** Items made by hand, without allocator and cache, for the tests of what is made of items. */
public final class HandmadeItems implements AutoCloseable {
    private static final int PAGE = 1 << 16;

    private final Arena arena;
    private int next;
    private int left;

    /**
     * Makes a source of items.
     *
     * @param bytes of the arena, at most.
     */
    public HandmadeItems(final long bytes) {
        arena = new Arena(bytes, PAGE);
    }

    /**
     * Gives the arena that the items lie in.
     *
     * @return it.
     */
    public Arena arena() {
        return arena;
    }

    /**
     * Makes an item without a value.
     *
     * @param key      of it.
     * @param deadline in deciseconds, 0 for an item without the field.
     * @return its reference.
     */
    public int make(final byte[] key, final int deadline) {
        final long control = ControlWord.withState(
            ControlWord.detached(key.length, 0, false, deadline != 0, false), ControlWord.ITEM);
        final int granule = arena.granule();
        final int bytes = ItemLayout.keyOffset(control) + key.length + granule - 1 & -granule;
        if (left < bytes) {
            final int page = arena.takePage();
            if (page == 0) {
                throw new IllegalStateException("the arena is used up");
            }
            next = arena.pageReference(page);
            left = PAGE;
        }
        final int reference = next;
        next = arena.plus(reference, bytes);
        left -= bytes;
        final long address = arena.address(reference);
        Item.control(address, control);
        if (deadline != 0) {
            Item.deadline(address, deadline);
        }
        Memory.copy(key, Memory.ARRAY_BASE, null, Item.keyAddress(address, control), key.length);
        return reference;
    }

    @Override
    public void close() {
        arena.close();
    }
}
