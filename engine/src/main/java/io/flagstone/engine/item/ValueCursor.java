/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.item;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;

/**
 * A place in an item's value, which moves over the chunks that hold it: to fill an item, or to read one that cannot
 * change. A flyweight for one thread at a time, valid as long as the item stays allocated.
 */
public final class ValueCursor {
    private Arena arena;
    private long address;
    private int left;
    private int next;

    /** Makes a cursor that has still to be wrapped. */
    public ValueCursor() {
    }

    /**
     * Reads the start of a value, or all of it, without a cursor: on the hot path there is none to be had.
     *
     * @param of        the item's arena.
     * @param reference of the item.
     * @param base      of the target, null for native memory.
     * @param target    address of the target.
     * @param bytes     how many; the value has that many.
     */
    public static void copyOut(final Arena of, final int reference, final Object base, final long target,
            final int bytes) {
        final long item = of.address(reference);
        final long control = Item.control(item);
        int done = Math.min(ControlWord.valueLength(control), bytes);
        Memory.copy(null, Item.valueAddress(item, control), base, target, done);
        int next = Item.secondPart(item, control);
        while (done < bytes) {
            final long part = of.address(next);
            final int run = Math.min(ControlWord.valueLength(Item.control(part)), bytes - done);
            Memory.copy(null, part + ItemLayout.PART_HEADER, base, target + done, run);
            done += run;
            next = Memory.getInt(part + ItemLayout.PART_NEXT);
        }
    }

    /**
     * Writes a whole value without a cursor.
     *
     * @param of        the item's arena.
     * @param reference of the item.
     * @param base      of the source, null for native memory.
     * @param source    address of the source.
     * @param bytes     how many; the value has room for them.
     */
    public static void copyIn(final Arena of, final int reference, final Object base, final long source,
            final int bytes) {
        final long item = of.address(reference);
        final long control = Item.control(item);
        int done = Math.min(ControlWord.valueLength(control), bytes);
        Memory.copy(base, source, null, Item.valueAddress(item, control), done);
        int next = Item.secondPart(item, control);
        while (done < bytes) {
            final long part = of.address(next);
            final int run = Math.min(ControlWord.valueLength(Item.control(part)), bytes - done);
            Memory.copy(base, source + done, null, part + ItemLayout.PART_HEADER, run);
            done += run;
            next = Memory.getInt(part + ItemLayout.PART_NEXT);
        }
    }

    /**
     * Copies a whole value into another one without a cursor.
     *
     * @param of     the arena of both items.
     * @param from   the item that is copied.
     * @param to     the item that has room for it.
     * @param offset of the room in the value of {@code to}.
     */
    public static void copyAll(final Arena of, final int from, final int to, final int offset) {
        final long item = of.address(from);
        final long control = Item.control(item);
        long source = Item.valueAddress(item, control);
        int sourceLeft = ControlWord.valueLength(control);
        int sourceNext = Item.secondPart(item, control);
        final long copy = of.address(to);
        final long copyControl = Item.control(copy);
        long target = Item.valueAddress(copy, copyControl);
        int targetLeft = ControlWord.valueLength(copyControl);
        int targetNext = Item.secondPart(copy, copyControl);
        int skip = offset;
        while (sourceLeft > 0 || sourceNext != 0) {
            if (sourceLeft == 0) {
                final long part = of.address(sourceNext);
                source = part + ItemLayout.PART_HEADER;
                sourceLeft = ControlWord.valueLength(Item.control(part));
                sourceNext = Memory.getInt(part + ItemLayout.PART_NEXT);
            } else if (targetLeft <= skip) {
                assert targetNext != 0 : "the value is too short: offset=" + offset;
                skip -= targetLeft;
                final long part = of.address(targetNext);
                target = part + ItemLayout.PART_HEADER;
                targetLeft = ControlWord.valueLength(Item.control(part));
                targetNext = Memory.getInt(part + ItemLayout.PART_NEXT);
            } else {
                final int run = Math.min(sourceLeft, targetLeft - skip);
                Memory.copy(null, source, null, target + skip, run);
                source += run;
                sourceLeft -= run;
                skip += run;
            }
        }
    }

    /**
     * Moves to the start of a value.
     *
     * @param of        the item's arena.
     * @param reference of the item.
     * @return this.
     */
    public ValueCursor wrap(final Arena of, final int reference) {
        arena = of;
        final long item = of.address(reference);
        final long control = Item.control(item);
        address = Item.valueAddress(item, control);
        left = ControlWord.valueLength(control);
        next = Item.secondPart(item, control);
        return this;
    }

    /**
     * Moves to where another cursor is.
     *
     * @param other which stays there.
     * @return this.
     */
    public ValueCursor wrap(final ValueCursor other) {
        arena = other.arena;
        address = other.address;
        left = other.left;
        next = other.next;
        return this;
    }

    /**
     * Tells how many bytes lie in one piece from here on, going on to the next chunk if none do.
     *
     * @return bytes; 0 at the end of the value.
     */
    public int contiguous() {
        while (left == 0 && next != 0) {
            final long part = arena.address(next);
            address = part + ItemLayout.PART_HEADER;
            left = ControlWord.valueLength(Item.control(part));
            next = Memory.getInt(part + ItemLayout.PART_NEXT);
        }
        return left;
    }

    /**
     * Tells where the bytes lie that {@link #contiguous()} counted.
     *
     * @return their native address.
     */
    public long address() {
        return address;
    }

    /**
     * Moves on within the piece.
     *
     * @param bytes at most what {@link #contiguous()} said.
     */
    public void skip(final int bytes) {
        address += bytes;
        left -= bytes;
    }

    /**
     * Moves on over as many pieces as it takes.
     *
     * @param bytes at most what is left of the value.
     */
    public void advance(final int bytes) {
        int rest = bytes;
        while (rest > 0) {
            final int run = Math.min(contiguous(), rest);
            assert run > 0 : "the value is too short: bytes=" + bytes;
            skip(run);
            rest -= run;
        }
    }

    /**
     * Writes into the value and moves on.
     *
     * @param base   of the source, null for native memory.
     * @param source address of the source.
     * @param bytes  how many; the value has room for them.
     */
    public void write(final Object base, final long source, final int bytes) {
        int done = 0;
        while (done < bytes) {
            final int run = Math.min(contiguous(), bytes - done);
            assert run > 0 : "the value is too short: bytes=" + bytes;
            Memory.copy(base, source + done, null, address, run);
            skip(run);
            done += run;
        }
    }

    /**
     * Reads from the value and moves on.
     *
     * @param base   of the target, null for native memory.
     * @param target address of the target.
     * @param bytes  how many; the value has that many left.
     */
    public void read(final Object base, final long target, final int bytes) {
        int done = 0;
        while (done < bytes) {
            final int run = Math.min(contiguous(), bytes - done);
            assert run > 0 : "the value is too short: bytes=" + bytes;
            Memory.copy(null, address, base, target + done, run);
            skip(run);
            done += run;
        }
    }
}
