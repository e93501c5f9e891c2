/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.item;

/**
 * Where each field of an item lies in its chunk: the only file that knows the numbers.
 *
 * <pre>
 *  byte  0                8                16       20       24
 *        +----------------+----------------+--------+--------+---------------------------------------------+
 *        | control word   | CAS unique     | towards| towards| what the control word says is there:        |
 *        |                |                | head   | tail   | EXPIRY 12 | CHAIN 8 | FLAGS 4 | key | value |
 *        +----------------+----------------+--------+--------+---------------------------------------------+
 *  EXPIRY  deadline in deciseconds of the cache's clock, and the item's neighbours in the expiry wheel
 *  CHAIN   length of the whole value, and the reference of the chunk that holds the next part of it
 *  FLAGS   the client flags, when they are not 0
 *
 *  a further part of a chained value
 *        +----------------+--------+--------+------------------+
 *        | control word   | owner  | next   | bytes            |
 *        +----------------+--------+--------+------------------+
 *  a free chunk
 *        +----------------+--------+--------+
 *        | control word   | next   |previous|
 *        +----------------+--------+--------+
 * </pre>
 */
public final class ItemLayout {
    /** To be raised when anything in memory changes: this layout, the control word, the index's bucket, the ghosts. */
    public static final int VERSION = 2;
    /** Longest key, in bytes. */
    public static final int MAX_KEY_LENGTH = 250;
    /** Largest item, in bytes. */
    public static final int MAX_ITEM_LENGTH = 1 << 30;

    /** Offset of the control word. */
    public static final int CONTROL = 0;
    /** Offset of the CAS unique. */
    public static final int CAS = CONTROL + Long.BYTES;
    /** Offset of the reference of the queue neighbour nearer to the head. */
    public static final int TOWARDS_HEAD = CAS + Long.BYTES;
    /** Offset of the reference of the queue neighbour nearer to the tail. */
    public static final int TOWARDS_TAIL = TOWARDS_HEAD + Integer.BYTES;
    /** Bytes that every item has. */
    public static final int HEADER = TOWARDS_TAIL + Integer.BYTES;

    /** Offset of the deadline in the expiry field. */
    public static final int DEADLINE = 0;
    /** Offset of the previous item of the same wheel bucket. */
    public static final int WHEEL_PREVIOUS = DEADLINE + Integer.BYTES;
    /** Offset of the next item of the same wheel bucket. */
    public static final int WHEEL_NEXT = WHEEL_PREVIOUS + Integer.BYTES;
    /** Bytes of the expiry field. */
    public static final int EXPIRY = WHEEL_NEXT + Integer.BYTES;

    /** Offset of the value's whole length in the chain field. */
    public static final int CHAIN_LENGTH = 0;
    /** Offset of the reference of the next part in the chain field. */
    public static final int CHAIN_NEXT = CHAIN_LENGTH + Integer.BYTES;
    /** Bytes of the chain field. */
    public static final int CHAIN = CHAIN_NEXT + Integer.BYTES;

    /** Bytes of the flags field. */
    public static final int FLAGS = Integer.BYTES;

    /** Offset of the owner's reference in a further part. */
    public static final int PART_OWNER = CONTROL + Long.BYTES;
    /** Offset of the reference of the next part in a further part. */
    public static final int PART_NEXT = PART_OWNER + Integer.BYTES;
    /** Bytes of a further part before its share of the value. */
    public static final int PART_HEADER = PART_NEXT + Integer.BYTES;

    /** Offset of the reference of the next free chunk. */
    public static final int FREE_NEXT = CONTROL + Long.BYTES;
    /** Offset of the reference of the previous free chunk. */
    public static final int FREE_PREVIOUS = FREE_NEXT + Integer.BYTES;

    /** From this length on an item has room for an expiry even if it has none yet: touching it then copies nothing. */
    private static final int EXPIRY_IS_CHEAP = 1024;

    /** The offset of the key for each combination of fields, a byte each. */
    private static final long KEY_OFFSETS = keyOffsets();

    private ItemLayout() {
    }

    private static long keyOffsets() {
        long offsets = 0;
        for (int fields = 0; fields < Long.BYTES; fields++) {
            final long offset = HEADER + ((fields & ControlWord.FLAGS_FIELD) != 0 ? FLAGS : 0)
                + ((fields & ControlWord.EXPIRY_FIELD) != 0 ? EXPIRY : 0)
                + ((fields & ControlWord.CHAIN_FIELD) != 0 ? CHAIN : 0);
            offsets |= offset << fields * Byte.SIZE;
        }
        return offsets;
    }

    /**
     * Tells the length of an item's bytes before its key.
     *
     * @param control what the item has.
     * @return bytes.
     */
    public static int keyOffset(final long control) {
        return (int) (KEY_OFFSETS >>> ControlWord.fields(control) * Byte.SIZE & 0xFF);
    }

    /**
     * Tells where the chain field lies.
     *
     * @param control of a chained item.
     * @return its offset.
     */
    public static int chainOffset(final long control) {
        return HEADER + (ControlWord.hasExpiry(control) ? EXPIRY : 0);
    }

    /**
     * Tells where the flags field lies.
     *
     * @param control of an item with flags.
     * @return its offset.
     */
    public static int flagsOffset(final long control) {
        return chainOffset(control) + (ControlWord.isChained(control) ? CHAIN : 0);
    }

    /**
     * Tells the length of an item that is not chained.
     *
     * @param keyLength   1 to 250.
     * @param valueLength 0 or more.
     * @param flags       the client flags.
     * @param deadline    the expiry, 0 for never.
     * @return bytes; more than fits an int is told as it is.
     */
    public static long length(final int keyLength, final long valueLength, final int flags, final int deadline) {
        final long plain = HEADER + (flags != 0 ? FLAGS : 0) + keyLength + valueLength;
        return plain + (deadline != 0 || plain >= EXPIRY_IS_CHEAP ? EXPIRY : 0);
    }

    /**
     * Tells whether an item of this kind has an expiry field.
     *
     * @param keyLength   1 to 250.
     * @param valueLength 0 or more.
     * @param flags       the client flags.
     * @param deadline    the expiry, 0 for never.
     * @return true if it has.
     */
    public static boolean takesExpiry(final int keyLength, final long valueLength, final int flags,
            final int deadline) {
        return deadline != 0 || HEADER + (flags != 0 ? FLAGS : 0) + keyLength + valueLength >= EXPIRY_IS_CHEAP;
    }
}
