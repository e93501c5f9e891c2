/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.item;

import io.flagstone.engine.memory.Memory;

/** Static accessors to the fields of an item, by its address. */
public final class Item {
    private Item() {
    }

    /**
     * Reads the control word, plain.
     *
     * @param address of the item.
     * @return the word.
     */
    public static long control(final long address) {
        return Memory.getLong(address + ItemLayout.CONTROL);
    }

    /**
     * Writes the control word of a chunk that nobody else can reach, plain.
     *
     * @param address of the item.
     * @param control the word.
     */
    public static void control(final long address, final long control) {
        Memory.putLong(address + ItemLayout.CONTROL, control);
    }

    /**
     * Replaces the control word if it is still the one expected.
     *
     * @param address  of the item.
     * @param expected the word read before.
     * @param control  the new word.
     * @return whether it was replaced.
     */
    public static boolean casControl(final long address, final long expected, final long control) {
        return Memory.compareAndSetLong(address + ItemLayout.CONTROL, expected, control);
    }

    /**
     * Changes the queue, against readers that set other bits meanwhile. The caller holds the stripe.
     *
     * @param address   of the item.
     * @param queue     the new one.
     * @param frequency the new one.
     */
    public static void requeueVolatile(final long address, final int queue, final int frequency) {
        long control;
        do {
            control = control(address);
        } while (!casControl(address, control,
            ControlWord.withFrequency(ControlWord.withQueue(control, queue), frequency)));
    }

    /**
     * Changes the state, against readers that set other bits meanwhile. The caller holds the stripe.
     *
     * @param address of the item.
     * @param state   the new one.
     */
    public static void stateVolatile(final long address, final int state) {
        long control;
        do {
            control = control(address);
        } while (!casControl(address, control, ControlWord.withState(control, state)));
    }

    /**
     * Marks an item as pinned or not, against readers that set other bits meanwhile. The caller holds the stripe.
     *
     * @param address of the item.
     * @param pinned  whether it is.
     */
    public static void pinnedVolatile(final long address, final boolean pinned) {
        long control;
        do {
            control = control(address);
        } while (!casControl(address, control, ControlWord.withPinned(control, pinned)));
    }

    /**
     * Changes what is known about the value, against readers that set other bits meanwhile. The caller holds the stripe
     * and has begun a change of the bucket.
     *
     * @param address   of the item.
     * @param stale     whether it is out of date.
     * @param tokenSent whether somebody was told to bring a new one.
     */
    public static void stalenessVolatile(final long address, final boolean stale, final boolean tokenSent) {
        long control;
        do {
            control = control(address);
        } while (!casControl(address, control, ControlWord.withStaleness(control, stale, tokenSent)));
    }

    /**
     * Changes the access time, against readers that set other bits meanwhile. The caller holds the stripe.
     *
     * @param address of the item.
     * @param other   the word that tells it.
     */
    public static void accessVolatile(final long address, final long other) {
        long control;
        do {
            control = control(address);
        } while (!casControl(address, control, ControlWord.withAccessOf(control, other)));
    }

    /**
     * Says whether clients write the key in base64, of a chunk that nobody else can reach.
     *
     * @param address of the item.
     * @param binary  whether they do.
     */
    public static void binaryKey(final long address, final boolean binary) {
        control(address, ControlWord.withBinaryKey(control(address), binary));
    }

    /**
     * Reads the CAS unique.
     *
     * @param address of the item.
     * @return it.
     */
    public static long casUnique(final long address) {
        return Memory.getLong(address + ItemLayout.CAS);
    }

    /**
     * Writes the CAS unique.
     *
     * @param address   of the item.
     * @param casUnique to write.
     */
    public static void casUnique(final long address, final long casUnique) {
        Memory.putLong(address + ItemLayout.CAS, casUnique);
    }

    /**
     * Reads the client flags.
     *
     * @param address of the item.
     * @param control its word.
     * @return the flags, 0 if it has none.
     */
    public static int flags(final long address, final long control) {
        return ControlWord.hasFlags(control) ? Memory.getInt(address + ItemLayout.flagsOffset(control)) : 0;
    }

    /**
     * Reads the deadline.
     *
     * @param address of the item.
     * @param control its word.
     * @return deciseconds of the cache's clock, 0 for never.
     */
    public static int deadline(final long address, final long control) {
        return ControlWord.hasExpiry(control)
            ? Memory.getInt(address + ItemLayout.HEADER + ItemLayout.DEADLINE) : 0;
    }

    /**
     * Writes the deadline of an item that has the field.
     *
     * @param address  of the item.
     * @param deadline deciseconds of the cache's clock, 0 for never.
     */
    public static void deadline(final long address, final int deadline) {
        Memory.putInt(address + ItemLayout.HEADER + ItemLayout.DEADLINE, deadline);
    }

    /**
     * Tells the length of the whole value.
     *
     * @param address of the item.
     * @param control its word.
     * @return bytes.
     */
    public static int valueLength(final long address, final long control) {
        return ControlWord.isChained(control)
            ? Memory.getInt(address + ItemLayout.chainOffset(control) + ItemLayout.CHAIN_LENGTH)
            : ControlWord.valueLength(control);
    }

    /**
     * Reads the reference of the second part of a chained value.
     *
     * @param address of the item.
     * @param control its word.
     * @return the reference, 0 if the value is in one piece.
     */
    public static int secondPart(final long address, final long control) {
        return ControlWord.isChained(control)
            ? Memory.getInt(address + ItemLayout.chainOffset(control) + ItemLayout.CHAIN_NEXT) : 0;
    }

    /**
     * Tells where the key starts.
     *
     * @param address of the item.
     * @param control its word.
     * @return the address of the key.
     */
    public static long keyAddress(final long address, final long control) {
        return address + ItemLayout.keyOffset(control);
    }

    /**
     * Tells where the value's bytes in the item's own chunk start.
     *
     * @param address of the item.
     * @param control its word.
     * @return the address of the value.
     */
    public static long valueAddress(final long address, final long control) {
        return address + ItemLayout.keyOffset(control) + ControlWord.keyLength(control);
    }

    /**
     * Tells the length of the bytes in the item's own chunk.
     *
     * @param control its word.
     * @return bytes.
     */
    public static int chunkLength(final long control) {
        return ItemLayout.keyOffset(control) + ControlWord.keyLength(control) + ControlWord.valueLength(control);
    }

    /**
     * Tells the length of the item: its own bytes and its share of all further parts.
     *
     * @param address of the item.
     * @param control its word.
     * @return bytes.
     */
    public static long length(final long address, final long control) {
        return (long) ItemLayout.keyOffset(control) + ControlWord.keyLength(control) + valueLength(address, control);
    }

    /**
     * Tells whether a key is this item's, of a chunk that may be recycled at any moment: all that is read lies within
     * the arena and its tail.
     *
     * @param address of the item.
     * @param control its word.
     * @param base    of the key, null for native memory.
     * @param key     the key's address.
     * @param length  of the key.
     * @return whether it is.
     */
    public static boolean hasKey(final long address, final long control, final Object base, final long key,
            final int length) {
        return ControlWord.keyLength(control) == length
            && KeyHash.equal(base, key, keyAddress(address, control), length);
    }
}
