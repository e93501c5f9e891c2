/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.KeyHash;
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
    private long casUnique;
    private int deadline;
    private final ValueCursor cursor = new ValueCursor();

    ItemView() {
    }

    ItemView wrap(final CacheCore of, final int item, final long word) {
        final long at = of.arena.address(item);
        return wrap(of, item, word, Item.casUnique(at), Item.deadline(at, word));
    }

    ItemView wrap(final CacheCore of, final int item, final long word, final long unique, final int tenths) {
        core = of;
        reference = item;
        address = of.arena.address(item);
        control = word;
        casUnique = unique;
        deadline = tenths;
        return this;
    }

    /** The deadline that was shown, also after the view's end. */
    int deadlineShown() {
        return deadline;
    }

    void deadlineShown(final int tenths) {
        deadline = tenths;
    }

    /** Ends the validity: whoever kept this is told. */
    void unwrap() {
        address = 0;
    }

    private long item() {
        if (address == 0) {
            throw new IllegalStateException("an ItemView is valid only inside of the call that received it");
        }
        return address;
    }

    /**
     * Tells the client flags.
     *
     * @return 32 bits.
     */
    public int flags() {
        return Item.flags(item(), control);
    }

    /**
     * Tells the CAS unique.
     *
     * @return never 0.
     */
    public long casUnique() {
        item();
        return casUnique;
    }

    /**
     * Tells the length of the value.
     *
     * @return bytes.
     */
    public int valueLength() {
        return Item.valueLength(item(), control);
    }

    /**
     * Tells the length of the whole item: header, key and value.
     *
     * @return bytes.
     */
    public long itemLength() {
        return Item.length(item(), control);
    }

    /**
     * Tells when the item's time is over.
     *
     * @return deciseconds of {@link ByteCache#clock()}, 0 for never.
     */
    public int deadline() {
        item();
        return deadline;
    }

    /**
     * Tells how long the item has still to live.
     *
     * @return seconds, rounded up; -1 for ever.
     */
    public int remainingSeconds() {
        return core.remainingSeconds(deadline());
    }

    /**
     * Tells how long ago the item was stored or asked for before this read; see {@link CrawledItem#idleSeconds()}.
     *
     * @return seconds.
     */
    public int idleSeconds() {
        item();
        return ControlWord.idleSeconds(control, core.clock.second());
    }

    /**
     * Tells whether the item was asked for before this read.
     *
     * @return whether it was.
     */
    public boolean isFetched() {
        item();
        return ControlWord.isFetched(control);
    }

    /**
     * Tells whether the item's value is known to be out of date.
     *
     * @return whether it is.
     */
    public boolean isStale() {
        item();
        return ControlWord.isStale(control);
    }

    /**
     * Tells whether somebody was told before this read to bring a new value; see {@link FetchTerms}.
     *
     * @return whether somebody was.
     */
    public boolean isTokenSent() {
        item();
        return ControlWord.isTokenSent(control);
    }

    /**
     * Tells whether clients write the key in base64.
     *
     * @return whether they do.
     */
    public boolean hasBinaryKey() {
        item();
        return ControlWord.hasBinaryKey(control);
    }

    /**
     * Tells in which queue of its slab class the item is.
     *
     * @return of a segmented LRU 0 for HOT, 1 for WARM, 2 for COLD, 3 for TEMP; of S3-FIFO 0 for the small queue, 1 for
     *     the main one.
     */
    public int queue() {
        item();
        return ControlWord.queue(control);
    }

    /**
     * Tells the item's slab class.
     *
     * @return its id, 1 or more.
     */
    public int slabClass() {
        item();
        return core.slabs.classOf(reference);
    }

    /**
     * Reads a byte of the value.
     *
     * @param index from 0.
     * @return the byte.
     * @throws IndexOutOfBoundsException if the value is shorter.
     */
    public byte get(final int index) {
        return (byte) number(index, Byte.BYTES);
    }

    /**
     * Reads four bytes of the value, the highest first.
     *
     * @param index from 0.
     * @return the number.
     * @throws IndexOutOfBoundsException if the value is shorter.
     */
    public int getInt(final int index) {
        return (int) number(index, Integer.BYTES);
    }

    /**
     * Reads eight bytes of the value, the highest first.
     *
     * @param index from 0.
     * @return the number.
     * @throws IndexOutOfBoundsException if the value is shorter.
     */
    public long getLong(final int index) {
        return number(index, Long.BYTES);
    }

    private long number(final int index, final int bytes) {
        final int length = valueLength();
        if (index < 0 || index > length - bytes) {
            throw new IndexOutOfBoundsException("the bytes must lie in the value: index=" + index + " bytes=" + bytes
                + " valueLength=" + length);
        }
        long number = 0;
        if (ControlWord.isChained(control)) {
            cursor.wrap(core.arena, reference).advance(index);
            for (int i = 0; i < bytes; i++) {
                cursor.contiguous();
                number = number << Byte.SIZE | Memory.getByte(cursor.address()) & 0xFF;
                cursor.skip(1);
            }
        } else {
            final long at = Item.valueAddress(address, control) + index;
            for (int i = 0; i < bytes; i++) {
                number = number << Byte.SIZE | Memory.getByte(at + i) & 0xFF;
            }
        }
        return number;
    }

    /**
     * Compares the value in place.
     *
     * @param bytes to compare with.
     * @return whether the value has the same length and the same bytes.
     */
    public boolean valueEquals(final byte[] bytes) {
        if (bytes.length != valueLength()) {
            return false;
        }
        if (!ControlWord.isChained(control)) {
            return KeyHash.equal(bytes, Memory.ARRAY_BASE, Item.valueAddress(address, control), bytes.length);
        }
        cursor.wrap(core.arena, reference);
        int done = 0;
        for (int run = cursor.contiguous(); run > 0; run = cursor.contiguous()) {
            if (!KeyHash.equal(bytes, Memory.ARRAY_BASE + done, cursor.address(), run)) {
                return false;
            }
            cursor.skip(run);
            done += run;
        }
        return true;
    }

    /**
     * Copies the whole value.
     *
     * @param target to write to.
     * @param offset where the value starts.
     * @throws IndexOutOfBoundsException if the target is too small.
     */
    public void copyTo(final byte[] target, final int offset) {
        checkRoom(offset, target.length);
        copyTo(target, Memory.ARRAY_BASE + offset);
    }

    /**
     * Copies the whole value to a buffer's position, which moves behind it.
     *
     * @param target to write to, direct or not.
     * @throws IndexOutOfBoundsException if there is not enough room before its limit.
     * @throws IllegalArgumentException  if it cannot be written to.
     */
    public void copyTo(final ByteBuffer target) {
        checkWritable(target);
        checkRoom(target.position(), target.limit());
        copyTo(target, target.position());
        target.position(target.position() + valueLength());
    }

    /**
     * Copies the whole value.
     *
     * @param target to write to, direct or not.
     * @param index  absolute, where the value starts; the buffer's position is neither used nor changed.
     * @throws IndexOutOfBoundsException if the target is too small.
     * @throws IllegalArgumentException  if it cannot be written to.
     */
    public void copyTo(final ByteBuffer target, final int index) {
        checkWritable(target);
        checkRoom(index, target.capacity());
        copyTo(Memory.base(target), Memory.address(target) + index);
    }

    private static void checkWritable(final ByteBuffer target) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("target must be writable: target=" + target);
        }
    }

    private void checkRoom(final int index, final int capacity) {
        final int length = valueLength();
        if (index < 0 || length > capacity - index) {
            throw new IndexOutOfBoundsException("the value must fit: index=" + index + " valueLength=" + length
                + " capacity=" + capacity);
        }
    }

    private void copyTo(final Object base, final long to) {
        final int length = valueLength();
        if (ControlWord.isChained(control)) {
            cursor.wrap(core.arena, reference).read(base, to, length);
        } else {
            Memory.copy(null, Item.valueAddress(address, control), base, to, length);
        }
    }

    @Override
    public String toString() {
        return address == 0 ? "ItemView[none]" : "ItemView[valueLength=" + valueLength() + ", flags=" + flags()
            + ", casUnique=" + casUnique() + ", slabClass=" + slabClass() + ']';
    }
}
