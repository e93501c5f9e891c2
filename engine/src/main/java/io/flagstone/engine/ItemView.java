/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ValueCursor;
import io.flagstone.engine.memory.Memory;
import java.nio.ByteBuffer;

/**
 * A read-only flyweight on one item, valid only inside the call of {@link ItemReader#onItem} that received it. Lengths
 * that it tells are always within the cache's memory, even when the item has changed.
 */
public final class ItemView {
    private CacheCore core;
    private int reference;
    private long address;
    private long control;
    private final ValueCursor cursor = new ValueCursor();

    ItemView() {
    }

    ItemView wrap(final CacheCore of, final int item, final long word) {
        core = of;
        reference = item;
        address = of.arena.address(item);
        control = word;
        return this;
    }

    /**
     * Tells the client flags.
     *
     * @return 32 bits.
     */
    public int flags() {
        return Item.flags(address, control);
    }

    /**
     * Tells the CAS unique.
     *
     * @return never 0.
     */
    public long casUnique() {
        return Item.casUnique(address);
    }

    /**
     * Tells the length of the value.
     *
     * @return bytes.
     */
    public int valueLength() {
        return Item.valueLength(address, control);
    }

    /**
     * Tells the item's slab class.
     *
     * @return its id, 1 or more.
     */
    public int slabClass() {
        return core.slabs.classOf(reference);
    }

    /**
     * Copies the whole value.
     *
     * @param target to write to, direct or not.
     * @param index  absolute, where the value starts; the buffer's position is neither used nor changed.
     * @throws IndexOutOfBoundsException if the target is too small.
     */
    public void copyTo(final ByteBuffer target, final int index) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("target must be writable: target=" + target);
        }
        final int length = valueLength();
        if (index < 0 || length > target.capacity() - index) {
            throw new IndexOutOfBoundsException("the value must fit: index=" + index + " valueLength=" + length
                + " capacity=" + target.capacity());
        }
        final long to = Memory.address(target) + index;
        if (ControlWord.isChained(control)) {
            cursor.wrap(core.arena, reference).read(Memory.base(target), to, length);
        } else {
            Memory.copy(null, Item.valueAddress(address, control), Memory.base(target), to, length);
        }
    }
}
