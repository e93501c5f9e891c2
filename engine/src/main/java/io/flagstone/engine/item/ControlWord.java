/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.item;

/**
 * The bits of an item's first word, as pure functions of the word.
 *
 * <pre>
 *  63            46 45 43 42 41 40 39 38 37 36 35 34 33  32 31 30 29 28                   8 7          0
 *  +---------------+-----+--+--+--+--+--+--+--+--+-----+-----+-----+----------------------+------------+
 *  | access time   | gen | spare| P| B| T| S| C| E| F| H | frq | queue| state | value length| key length |
 *  +---------------+-----+--+--+--+--+--+--+--+--+-----+-----+-----+----------------------+------------+
 *  access time  seconds of the cache's clock, modulo 2^18 (three days)
 *  gen          the flush generation that the item was stored in, modulo 8
 *  P pinned   B binary key   T token sent   S stale   C chained   E has expiry   F has flags   H was fetched
 *  frq          hits since the item was last looked at by eviction, at most 3
 *  queue        SMALL or MAIN; or HOT, WARM, COLD or TEMP: one of four, by the eviction policy
 *  state        FREE, ITEM, PART (a further part of a chained value), DETACHED (in no index: being filled or pinned)
 *  value length of the bytes in this chunk
 * </pre>
 */
public final class ControlWord {
    /** State of a chunk that waits in a free list. */
    public static final int FREE = 0;
    /** State of an item that the index refers to. */
    public static final int ITEM = 1;
    /** State of a further part of a chained value. */
    public static final int PART = 2;
    /** State of an item that no index refers to: being filled, or taken out while a reader has it pinned. */
    public static final int DETACHED = 3;
    /** Queues that the word can tell apart. */
    public static final int QUEUES = 4;
    /** S3-FIFO: the queue that new items enter. */
    public static final int SMALL = 0;
    /** S3-FIFO: the queue of items that were asked for while they were in the small one. */
    public static final int MAIN = 1;
    /** Segmented LRU: the list that new items enter. */
    public static final int HOT = 0;
    /** Segmented LRU: the list of active items. */
    public static final int WARM = 1;
    /** Segmented LRU: the list that victims are taken from. */
    public static final int COLD = 2;
    /** Segmented LRU: the list of items that expire soon. */
    public static final int TEMP = 3;
    /** Highest frequency. */
    public static final int MAX_FREQUENCY = 3;
    /** Seconds that the access time of an item that is asked for often may be old. */
    public static final int ACCESS_INTERVAL = 60;
    /** The bit of {@link #fields} that says that there are client flags. */
    public static final int FLAGS_FIELD = 1;
    /** The bit of {@link #fields} that says that there is an expiry. */
    public static final int EXPIRY_FIELD = 2;
    /** The bit of {@link #fields} that says that the value is chained. */
    public static final int CHAIN_FIELD = 4;
    /** Flush generations that the word can tell apart. */
    public static final int GENERATIONS = 8;

    private static final int VALUE_SHIFT = 8;
    private static final int VALUE_BITS = 21;
    private static final int STATE_SHIFT = VALUE_SHIFT + VALUE_BITS;
    private static final int QUEUE_SHIFT = STATE_SHIFT + 2;
    private static final int FREQUENCY_SHIFT = QUEUE_SHIFT + 2;
    private static final int FETCHED_SHIFT = FREQUENCY_SHIFT + 2;
    private static final int FLAGS_SHIFT = FETCHED_SHIFT + 1;
    private static final int EXPIRY_SHIFT = FLAGS_SHIFT + 1;
    private static final int CHAINED_SHIFT = EXPIRY_SHIFT + 1;
    private static final int STALE_SHIFT = CHAINED_SHIFT + 1;
    private static final int TOKEN_SHIFT = STALE_SHIFT + 1;
    private static final int BINARY_KEY_SHIFT = TOKEN_SHIFT + 1;
    private static final int PINNED_SHIFT = BINARY_KEY_SHIFT + 1;
    private static final int GENERATION_SHIFT = PINNED_SHIFT + 1;
    private static final int ACCESS_SHIFT = 46;
    private static final int ACCESS_BITS = Long.SIZE - ACCESS_SHIFT;

    private static final long KEY_MASK = 0xFF;
    private static final long VALUE_MASK = (1L << VALUE_BITS) - 1;
    private static final long TWO_BITS = 3;
    private static final long FIELDS_MASK = FLAGS_FIELD | EXPIRY_FIELD | CHAIN_FIELD;
    private static final long ALL_KNOWN = MAX_FREQUENCY | 1L << FETCHED_SHIFT - FREQUENCY_SHIFT;
    private static final long GENERATION_MASK = GENERATIONS - 1;
    private static final long MARKS = 1L << FETCHED_SHIFT | 1L << STALE_SHIFT | 1L << TOKEN_SHIFT
        | 1L << BINARY_KEY_SHIFT;
    private static final long ACCESS_MASK = (1L << ACCESS_BITS) - 1;

    private ControlWord() {
    }

    /**
     * Makes the word of an item that is being filled.
     *
     * @param keyLength   1 to 250.
     * @param valueLength of the bytes in this chunk.
     * @param flags       whether it has a flags field.
     * @param expiry      whether it has an expiry field.
     * @param chained     whether its value goes on in another chunk.
     * @return the word: detached, in the small queue, never fetched.
     */
    public static long detached(final int keyLength, final int valueLength, final boolean flags,
            final boolean expiry, final boolean chained) {
        assert valueLength >= 0 && valueLength <= VALUE_MASK : "valueLength=" + valueLength;
        return keyLength | (long) valueLength << VALUE_SHIFT | (long) DETACHED << STATE_SHIFT
            | bit(flags, FLAGS_SHIFT) | bit(expiry, EXPIRY_SHIFT) | bit(chained, CHAINED_SHIFT);
    }

    /**
     * Makes the word of a further part.
     *
     * @param valueLength of the bytes in this chunk.
     * @return the word.
     */
    public static long part(final int valueLength) {
        return (long) valueLength << VALUE_SHIFT | (long) PART << STATE_SHIFT;
    }

    private static long bit(final boolean set, final int shift) {
        return set ? 1L << shift : 0;
    }

    /**
     * Tells the key's length.
     *
     * @param control word.
     * @return bytes, 0 to 255.
     */
    public static int keyLength(final long control) {
        return (int) (control & KEY_MASK);
    }

    /**
     * Tells the length of the value's bytes in this chunk.
     *
     * @param control word.
     * @return bytes.
     */
    public static int valueLength(final long control) {
        return (int) (control >>> VALUE_SHIFT & VALUE_MASK);
    }

    /**
     * Tells the state.
     *
     * @param control word.
     * @return {@link #FREE}, {@link #ITEM}, {@link #PART} or {@link #DETACHED}.
     */
    public static int state(final long control) {
        return (int) (control >>> STATE_SHIFT & TWO_BITS);
    }

    /**
     * Changes the state.
     *
     * @param control word.
     * @param state   the new one.
     * @return the changed word.
     */
    public static long withState(final long control, final int state) {
        return control & ~(TWO_BITS << STATE_SHIFT) | (long) state << STATE_SHIFT;
    }

    /**
     * Tells the queue.
     *
     * @param control word.
     * @return one of {@link #QUEUES}.
     */
    public static int queue(final long control) {
        return (int) (control >>> QUEUE_SHIFT & TWO_BITS);
    }

    /**
     * Changes the queue.
     *
     * @param control word.
     * @param queue   the new one.
     * @return the changed word.
     */
    public static long withQueue(final long control, final int queue) {
        return control & ~(TWO_BITS << QUEUE_SHIFT) | (long) queue << QUEUE_SHIFT;
    }

    /**
     * Tells the frequency.
     *
     * @param control word.
     * @return 0 to 3.
     */
    public static int frequency(final long control) {
        return (int) (control >>> FREQUENCY_SHIFT & TWO_BITS);
    }

    /**
     * Changes the frequency.
     *
     * @param control   word.
     * @param frequency 0 to 3.
     * @return the changed word.
     */
    public static long withFrequency(final long control, final int frequency) {
        return control & ~(TWO_BITS << FREQUENCY_SHIFT) | (long) frequency << FREQUENCY_SHIFT;
    }

    /**
     * Tells whether the item was ever fetched.
     *
     * @param control word.
     * @return true if it was.
     */
    public static boolean isFetched(final long control) {
        return (control >>> FETCHED_SHIFT & 1) != 0;
    }

    /**
     * Tells whether the item has a flags field.
     *
     * @param control word.
     * @return true if it has.
     */
    public static boolean hasFlags(final long control) {
        return (control >>> FLAGS_SHIFT & 1) != 0;
    }

    /**
     * Tells whether the item has an expiry field.
     *
     * @param control word.
     * @return true if it has.
     */
    public static boolean hasExpiry(final long control) {
        return (control >>> EXPIRY_SHIFT & 1) != 0;
    }

    /**
     * Tells which of the fields that an item may have it has.
     *
     * @param control word.
     * @return the sum of {@link #FLAGS_FIELD}, {@link #EXPIRY_FIELD} and {@link #CHAIN_FIELD}, as they are there.
     */
    public static int fields(final long control) {
        return (int) (control >>> FLAGS_SHIFT & FIELDS_MASK);
    }

    /**
     * Tells whether the value goes on in another chunk.
     *
     * @param control word.
     * @return true if it does.
     */
    public static boolean isChained(final long control) {
        return (control >>> CHAINED_SHIFT & 1) != 0;
    }

    /**
     * Tells whether the value is known to be out of date.
     *
     * @param control word.
     * @return true if it is.
     */
    public static boolean isStale(final long control) {
        return (control >>> STALE_SHIFT & 1) != 0;
    }

    /**
     * Tells whether somebody was told to bring a new value.
     *
     * @param control word.
     * @return true if somebody was.
     */
    public static boolean isTokenSent(final long control) {
        return (control >>> TOKEN_SHIFT & 1) != 0;
    }

    /**
     * Changes what is known about the value.
     *
     * @param control   word.
     * @param stale     whether it is out of date.
     * @param tokenSent whether somebody was told to bring a new one.
     * @return the changed word.
     */
    public static long withStaleness(final long control, final boolean stale, final boolean tokenSent) {
        return control & ~(1L << STALE_SHIFT | 1L << TOKEN_SHIFT) | bit(stale, STALE_SHIFT)
            | bit(tokenSent, TOKEN_SHIFT);
    }

    /**
     * Tells whether clients write the key in base64.
     *
     * @param control word.
     * @return true if they do.
     */
    public static boolean hasBinaryKey(final long control) {
        return (control >>> BINARY_KEY_SHIFT & 1) != 0;
    }

    /**
     * Says whether clients write the key in base64.
     *
     * @param control word.
     * @param binary  whether they do.
     * @return the changed word.
     */
    public static long withBinaryKey(final long control, final boolean binary) {
        return control & ~(1L << BINARY_KEY_SHIFT) | bit(binary, BINARY_KEY_SHIFT);
    }

    /**
     * Tells whether the stripe's pin table holds the item.
     *
     * @param control word.
     * @return true if it does.
     */
    public static boolean isPinned(final long control) {
        return (control >>> PINNED_SHIFT & 1) != 0;
    }

    /**
     * Marks the item as held by the stripe's pin table, or not.
     *
     * @param control word.
     * @param pinned  whether it is.
     * @return the changed word.
     */
    public static long withPinned(final long control, final boolean pinned) {
        return control & ~(1L << PINNED_SHIFT) | bit(pinned, PINNED_SHIFT);
    }

    /**
     * Tells the flush generation that the item was stored in.
     *
     * @param control word.
     * @return 0 to 7.
     */
    public static int generation(final long control) {
        return (int) (control >>> GENERATION_SHIFT & GENERATION_MASK);
    }

    /**
     * Changes the flush generation.
     *
     * @param control    word.
     * @param generation any; its low 3 bits count.
     * @return the changed word.
     */
    public static long withGeneration(final long control, final int generation) {
        return control & ~(GENERATION_MASK << GENERATION_SHIFT) | (generation & GENERATION_MASK) << GENERATION_SHIFT;
    }

    /**
     * Tells how long ago the item was last accessed.
     *
     * @param control word.
     * @param second  now, of the cache's clock.
     * @return seconds, right up to three days.
     */
    public static int idleSeconds(final long control, final int second) {
        return (int) ((second - (control >>> ACCESS_SHIFT)) & ACCESS_MASK);
    }

    /**
     * Sets the access time.
     *
     * @param control word.
     * @param second  now, of the cache's clock.
     * @return the changed word.
     */
    public static long withAccess(final long control, final int second) {
        return control & (1L << ACCESS_SHIFT) - 1 | (long) second << ACCESS_SHIFT;
    }

    /**
     * Makes a word tell of another item's history what it told: of a copy, it is the same.
     *
     * @param control word.
     * @param other   the other item's.
     * @return the changed word: fetched or not, stale or not, announced or not, with a binary key or not.
     */
    public static long withMarksOf(final long control, final long other) {
        return control & ~MARKS | other & MARKS;
    }

    /**
     * Makes a word tell another item's access time.
     *
     * @param control word.
     * @param other   the other item's.
     * @return the changed word.
     */
    public static long withAccessOf(final long control, final long other) {
        return control & (1L << ACCESS_SHIFT) - 1 | other & -1L << ACCESS_SHIFT;
    }

    /**
     * Says what a hit makes of the word.
     *
     * @param control word.
     * @param second  now, of the cache's clock.
     * @return the changed word: the same when the item is known to be asked for often, and its access time is less
     *     than a minute old; as in memcached, that is not worth a write.
     */
    public static long hit(final long control, final int second) {
        if ((control >>> FREQUENCY_SHIFT & ALL_KNOWN) == ALL_KNOWN && idleSeconds(control, second) < ACCESS_INTERVAL) {
            return control;
        }
        return used(control, second) | 1L << FETCHED_SHIFT;
    }

    /**
     * Notes that the item was used, which counts for its eviction, without being fetched: that nobody has seen its
     * value.
     *
     * @param control word.
     * @param second  now.
     * @return the changed word.
     */
    public static long used(final long control, final int second) {
        final int frequency = frequency(control);
        final long counted = frequency < MAX_FREQUENCY ? withFrequency(control, frequency + 1) : control;
        return withAccess(counted, second);
    }
}
