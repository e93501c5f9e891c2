/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.FetchTerms;
import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;
import io.flagstone.engine.Lookup;
import io.flagstone.engine.StoreTerms;
import io.flagstone.engine.serializer.ByteReader;
import io.flagstone.engine.serializer.ByteWriter;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one operation needs: the key, the bytes of a value on its way in or out, and what is known of the item. It
 * serves one operation after the other, and counts for the thread that has it.
 */
final class Scratch extends ItemReader {
    /** The client flag of an item that says that there is no value. */
    static final int NO_VALUE = 1 << 29;
    /** The client flag of a value of no bytes that has no other, since an empty item without flags announces a load. */
    static final int EMPTY_VALUE = 1 << 28;
    /** What says of an item what it is; the other client flags are the values' own. */
    static final int RESERVED = KeyCodec.WHOLE_KEY | NO_VALUE | EMPTY_VALUE;

    private static final int INITIAL = 512;
    private static final int KEPT = 64 << 10;

    final ItemKey key = new ItemKey();
    final FetchTerms fetch = new FetchTerms();
    final StoreTerms store = new StoreTerms();
    ByteWriter out = new ByteWriter();
    int outFlags;
    /** What the last read found. */
    Found found;
    /** Of the item that was found, whatever it is; 0 if there is none. */
    long casUnique;
    int deadline;
    boolean stale;
    boolean announced;
    /** Counted by whoever has this scratch, alone: see {@link #count}. */
    final AtomicLong hits = new AtomicLong();
    final AtomicLong misses = new AtomicLong();
    /** The number of the thread that owns this, 0 if nobody does. */
    final long ownerId;
    /** The owner's affair. */
    boolean isTaken;
    /** The affair of whoever has this, if nobody owns it. */
    int uses;
    private final WeakReference<Thread> owner;
    private final ByteReader in = new ByteReader();
    private ByteBuffer outBuffer = ByteBuffer.wrap(out.array());
    private byte[] bytes = new byte[INITIAL];
    private int length;
    private int flags;
    private int start;

    Scratch(final Thread owner, final long ownerId) {
        this.owner = new WeakReference<>(owner);
        this.ownerId = ownerId;
    }

    boolean hasLivingOwner() {
        final Thread thread = owner.get();
        return thread != null && thread.isAlive();
    }

    /** Adds one, without the fence of an atomic addition: nobody else does. */
    static void count(final AtomicLong counter) {
        counter.lazySet(counter.getPlain() + 1);
    }

    @Override
    protected void onItem(final ItemView item) {
        length = item.valueLength();
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, (int) Math.min(KEPT, 2L * length))];
        }
        item.copyTo(bytes, 0);
        flags = item.flags();
        casUnique = item.casUnique();
        deadline = item.deadline();
        stale = item.isStale();
        announced = item.isTokenSent();
    }

    /** Makes of what a read of the byte cache told, by the key here, what it means. */
    Found judge(final Lookup lookup) {
        return judge(lookup, lookup == Lookup.HIT ? key.valueStart(flags, bytes, length) : -1);
    }

    /** Makes of what a read of the byte cache told, by the key of an item, what it means. */
    Found judgeItem(final Lookup lookup) {
        return judge(lookup, lookup == Lookup.HIT ? KeyCodec.valueStart(flags, bytes, length) : -1);
    }

    private Found judge(final Lookup lookup, final int valueStart) {
        start = valueStart;
        casUnique = lookup == Lookup.HIT ? casUnique : 0;
        if (lookup == Lookup.HIT && length == 0 && flags == 0 && (stale || announced)) {
            found = Found.ANNOUNCED;
        } else if (start < 0) {
            found = Found.NOTHING;
        } else if ((flags & NO_VALUE) != 0) {
            found = stale ? Found.NOTHING : Found.ABSENCE;
        } else {
            found = Found.VALUE;
        }
        return found;
    }

    /** Gives a reader of the value that was found. */
    ByteReader value() {
        return in.wrap(bytes, start, length - start, flags & ~RESERVED);
    }

    int itemFlags() {
        return flags;
    }

    byte[] itemValue() {
        return bytes;
    }

    int itemLength() {
        return length;
    }

    /** Gives the buffer in which {@link #out} lies, from 0. */
    ByteBuffer outBuffer() {
        if (outBuffer.array() != out.array()) {
            outBuffer = ByteBuffer.wrap(out.array());
        }
        return outBuffer;
    }

    /** Lets go of what a single large value has left. */
    void tidy() {
        if (bytes.length > KEPT) {
            bytes = new byte[INITIAL];
        }
        if (out.array().length > KEPT) {
            out = new ByteWriter();
            outBuffer = ByteBuffer.wrap(out.array());
        }
    }

    @Override
    public String toString() {
        return "Scratch[found=" + found + ", length=" + length + ", flags=" + flags + ']';
    }
}
