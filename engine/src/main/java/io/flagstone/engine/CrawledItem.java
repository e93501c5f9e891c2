/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.time.RelativeClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * What is known of an item, but for its value: a flyweight on a copy, valid only inside of the call of
 * {@link ItemVisitor#onItem} that received it.
 */
public final class CrawledItem {
    private static final int CAS = Long.BYTES;
    private static final int LENGTH = CAS + Long.BYTES;
    private static final int DEADLINE = LENGTH + Long.BYTES;
    private static final int FLAGS = DEADLINE + Integer.BYTES;
    private static final int VALUE_LENGTH = FLAGS + Integer.BYTES;
    private static final int SLAB_CLASS = VALUE_LENGTH + Integer.BYTES;
    private static final int KEY = SLAB_CLASS + Integer.BYTES;
    private static final int NANOS_PER_TENTH = 100_000_000;

    private final RelativeClock clock;
    private ByteBuffer records = ByteBuffer.allocate(4 << 10);
    private int stripe;
    private int at;
    private int next;
    private int end;

    CrawledItem(final RelativeClock clock) {
        this.clock = clock;
    }

    /** Forgets all copies; those that follow are of another stripe. */
    void clear(final int ofStripe) {
        stripe = ofStripe;
        next = 0;
        end = 0;
    }

    int stripe() {
        return stripe;
    }

    /** Copies all but the key, for which there is room then at {@link #end()}. */
    byte[] append(final long control, final long casUnique, final long length, final int deadline, final int flags,
            final int valueLength, final int slabClass) {
        if (end + KEY + ItemLayout.MAX_KEY_LENGTH > records.capacity()) {
            records = ByteBuffer.wrap(Arrays.copyOf(records.array(), records.capacity() * 2));
        }
        records.putLong(end, control).putLong(end + CAS, casUnique).putLong(end + LENGTH, length)
            .putInt(end + DEADLINE, deadline).putInt(end + FLAGS, flags).putInt(end + VALUE_LENGTH, valueLength)
            .putInt(end + SLAB_CLASS, slabClass);
        end += KEY;
        return records.array();
    }

    int end() {
        return end;
    }

    void appended(final int keyLength) {
        end += keyLength;
    }

    boolean isFollowed() {
        return next < end;
    }

    /** Goes to the next copy whose time is not over; false at the end. */
    boolean next() {
        while (next < end) {
            at = next;
            next = at + KEY + keyLength();
            if (deadline() == 0 || deadline() > clock.now()) {
                return true;
            }
        }
        return false;
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
     * Copies the key.
     *
     * @return a new array.
     */
    public byte[] key() {
        return Arrays.copyOfRange(records.array(), at + KEY, at + KEY + keyLength());
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
        return records.get(at + KEY + index);
    }

    /**
     * Tells the length of the value.
     *
     * @return bytes.
     */
    public int valueLength() {
        return records.getInt(at + VALUE_LENGTH);
    }

    /**
     * Tells the length of the whole item: header, key and value.
     *
     * @return bytes.
     */
    public long itemLength() {
        return records.getLong(at + LENGTH);
    }

    /**
     * Tells the client flags.
     *
     * @return 32 bits.
     */
    public int flags() {
        return records.getInt(at + FLAGS);
    }

    /**
     * Tells the CAS unique.
     *
     * @return never 0.
     */
    public long casUnique() {
        return records.getLong(at + CAS);
    }

    /**
     * Tells when the item's time is over.
     *
     * @return deciseconds of {@link ByteCache#clock()}, 0 for never.
     */
    public int deadline() {
        return records.getInt(at + DEADLINE);
    }

    /**
     * Tells how long the item has still to live.
     *
     * @return what is left; {@link Duration#ZERO} for ever.
     */
    public Duration timeToLive() {
        return deadline() == 0 ? Duration.ZERO
            : Duration.ofNanos(Math.max(1L, deadline() - clock.now()) * NANOS_PER_TENTH);
    }

    /**
     * Tells how long ago the item was stored or asked for, whichever was later; one that is asked for often is up to a
     * minute newer than told.
     *
     * @return seconds.
     */
    public int idleSeconds() {
        return ControlWord.idleSeconds(control(), clock.second());
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
     * Tells whether clients write the key in base64.
     *
     * @return whether they do.
     */
    public boolean hasBinaryKey() {
        return ControlWord.hasBinaryKey(control());
    }

    /**
     * Tells the item's slab class.
     *
     * @return its id, 1 or more.
     */
    public int slabClass() {
        return records.getInt(at + SLAB_CLASS);
    }

    private long control() {
        return records.getLong(at);
    }

    @Override
    public String toString() {
        return end == 0 ? "CrawledItem[none]" : "CrawledItem[keyLength=" + keyLength() + ", valueLength="
            + valueLength() + ", flags=" + flags() + ", casUnique=" + casUnique() + ", timeToLive=" + timeToLive()
            + ", slabClass=" + slabClass() + ']';
    }
}
