/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.ValueCursor;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.time.RelativeClock;

/**
 * An item that is about to leave: a flyweight, valid only inside of the call of {@link RemovalObserver#onRemoval} that
 * received it.
 */
public final class RemovedItem {
    private final CacheCore core;
    private int reference;
    private long address;
    private long control;
    private int slabClass;
    private int now;

    /** Shows the items of one stripe. */
    RemovedItem(final CacheCore core) {
        this.core = core;
    }

    /** Shows another item, whose stripe is held. */
    RemovedItem at(final int item, final int time) {
        reference = item;
        address = core.arena.address(reference);
        control = Item.control(address);
        slabClass = core.slabs.classOf(reference);
        now = time;
        return this;
    }

    /** Shows nothing any more: the memory will be another item's. */
    void gone() {
        address = 0;
    }

    private long control() {
        if (address == 0) {
            throw new IllegalStateException("a removed item is valid until onRemoval returns");
        }
        return control;
    }

    /**
     * Tells the length of the key.
     *
     * @return 1 to 250.
     */
    public int keyLength() {
        return ControlWord.keyLength(control());
    }

    /**
     * Reads a byte of the key.
     *
     * @param index from 0.
     * @return the byte.
     * @throws IndexOutOfBoundsException if the key is shorter.
     */
    public byte keyByte(final int index) {
        if (index < 0 || index >= keyLength()) {
            throw new IndexOutOfBoundsException("index must be below the key's length: index=" + index
                + " keyLength=" + keyLength());
        }
        return Memory.getByte(Item.keyAddress(address, control()) + index);
    }

    /**
     * Copies the key.
     *
     * @return a new array.
     */
    public byte[] key() {
        final byte[] key = new byte[keyLength()];
        Memory.copy(null, Item.keyAddress(address, control()), key, Memory.ARRAY_BASE, key.length);
        return key;
    }

    /**
     * Tells the length of the value.
     *
     * @return bytes.
     */
    public int valueLength() {
        return Item.valueLength(address, control());
    }

    /**
     * Copies the value. All writers of the stripe wait meanwhile: a long value takes some time for each kilobyte.
     *
     * @return a new array.
     */
    public byte[] value() {
        final byte[] value = new byte[valueLength()];
        ValueCursor.copyOut(core.arena, reference, value, Memory.ARRAY_BASE, value.length);
        return value;
    }

    /**
     * Tells the client flags.
     *
     * @return 32 bits.
     */
    public int flags() {
        return Item.flags(address, control());
    }

    /**
     * Tells the item's slab class.
     *
     * @return its id, 1 or more.
     */
    public int slabClass() {
        control();
        return slabClass;
    }

    /**
     * Tells whether the item was asked for since it was stored.
     *
     * @return whether it was.
     */
    public boolean isFetched() {
        return ControlWord.isFetched(control());
    }

    /**
     * Tells whether somebody was told to bring a new value; see {@link FetchTerms}.
     *
     * @return whether somebody was.
     */
    public boolean isTokenSent() {
        return ControlWord.isTokenSent(control());
    }

    /**
     * Tells how long ago the item was stored or asked for, whichever was later, as
     * {@link CrawledItem#idleSeconds()} does.
     *
     * @return seconds.
     */
    public int idleSeconds() {
        return ControlWord.idleSeconds(control(), now / RelativeClock.PER_SECOND);
    }

    /**
     * Tells how long the item would have lived on.
     *
     * @return seconds, rounded up, below 0 if its time is over; {@link Integer#MAX_VALUE} if it had no end.
     */
    public int remainingSeconds() {
        final int deadline = Item.deadline(address, control());
        return deadline == 0 ? Integer.MAX_VALUE : RelativeClock.secondsUntil(deadline, now);
    }

    @Override
    public String toString() {
        return address == 0 ? "RemovedItem[gone]"
            : "RemovedItem[keyLength=" + keyLength() + ", valueLength=" + valueLength() + ", slabClass=" + slabClass
                + ']';
    }
}
