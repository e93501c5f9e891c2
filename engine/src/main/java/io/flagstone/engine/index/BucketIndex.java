/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.KeyHash;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.LinesAhead;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;
import java.util.Arrays;

/**
 * The segment of the index that one stripe owns. {@link #buckets}, {@link #bucket}, {@link #version}, {@link #search}
 * and {@link #isUnchanged} may be called by anybody, in this order; every other method wants the stripe's lock.
 */
public final class BucketIndex {
    private static final int ITEMS_PER_BUCKET = 11;

    private final Arena arena;
    private final IndexBlocks blocks;
    private final HalfLines halves;
    private final LinesAhead lines;
    private final int blockShift;
    private final int blockMask;
    private final long seed;
    private volatile long[] directory = new long[4];
    private volatile int bucketCount;
    private int items;
    private int[] moving = new int[2 * Bucket.SLOTS];

    /**
     * Makes an index of one block.
     *
     * @param arena  that the references are of.
     * @param blocks where its memory comes from.
     * @param seed   of the key hash, to split buckets.
     * @throws IllegalStateException if there is no memory for one block.
     */
    public BucketIndex(final Arena arena, final IndexBlocks blocks, final long seed) {
        this(arena, blocks, seed, blocks.take());
        if (bucketCount == 0) {
            throw new IllegalStateException("memoryLimit must hold the index of every stripe");
        }
    }

    private BucketIndex(final Arena arena, final IndexBlocks blocks, final long seed, final int first) {
        this.arena = arena;
        this.blocks = blocks;
        halves = new HalfLines(arena, blocks);
        lines = arena.linesAhead();
        blockShift = Integer.numberOfTrailingZeros(blocks.bucketsPerBlock());
        blockMask = blocks.bucketsPerBlock() - 1;
        this.seed = seed;
        if (first != 0) {
            directory[0] = arena.address(first);
            bucketCount = 1;
        }
    }

    /**
     * Makes an index without a block, to be loaded with {@link #pass}.
     *
     * @param arena  that the references are of.
     * @param blocks where its memory comes from.
     * @param seed   of the key hash, to split buckets.
     * @return the index.
     */
    public static BucketIndex unloaded(final Arena arena, final IndexBlocks blocks, final long seed) {
        return new BucketIndex(arena, blocks, seed, 0);
    }

    /**
     * Saves or loads where the buckets are.
     *
     * @param stream that knows which.
     */
    public void pass(final StateStream stream) {
        final int buckets = stream.next(bucketCount, 1, Integer.MAX_VALUE);
        items = stream.next(items);
        halves.pass(stream);
        final int count = (buckets - 1 >>> blockShift) + 1;
        stream.expect(count);
        final long[] addresses = Arrays.copyOf(directory, Math.max(count, directory.length));
        for (int i = 0; i < count; i++) {
            addresses[i] = arena.pass(stream, addresses[i]);
        }
        directory = addresses;
        bucketCount = buckets;
    }

    private long bucket(final int number) {
        return directory[number >>> blockShift] + (long) (number & blockMask) * Bucket.LENGTH;
    }

    private long bucketOf(final long hash) {
        return bucket(Bucket.number(hash, bucketCount));
    }

    /**
     * Names the bucket of a key, to read it without a lock: this, then {@link #version}, {@link #search}, whatever is
     * to be read of the item, and {@link #isUnchanged}.
     *
     * @param hash  of the key.
     * @param count what {@link #buckets()} told.
     * @return the address of the bucket.
     */
    public long bucket(final long hash, final int count) {
        return bucket(Bucket.number(hash, count));
    }

    /**
     * Begins to read a bucket.
     *
     * @param bucket to read.
     * @param count  that it was named by.
     * @return the bucket's version; an odd number if a writer is at it, or it may not be the key's any more.
     */
    public int version(final long bucket, final int count) {
        final int version = Memory.getIntVolatile(bucket);
        return count == bucketCount ? version : 1;
    }

    /**
     * Ends to read a bucket.
     *
     * @param bucket  that was read.
     * @param version that it had.
     * @return whether no writer has touched it since, so that everything read of it and of the items that it refers to
     *     is what they held.
     */
    public boolean isUnchanged(final long bucket, final int version) {
        Memory.loadFence();
        return Memory.getInt(bucket) == version;
    }

    /**
     * Looks for a key in its bucket and the half lines chained to it.
     *
     * @param bucket  of the key.
     * @param version that the bucket had.
     * @param hash    of the key.
     * @param base    of the key, null for native memory.
     * @param key     the key's address.
     * @param length  of the key.
     * @return the item's reference, or 0; it counts only if the caller holds the stripe, or if {@link #isUnchanged}
     *     says so afterwards.
     */
    public int search(final long bucket, final int version, final long hash, final Object base, final long key,
            final int length) {
        final int tag = Bucket.tag(hash);
        for (long matches = Bucket.matches(bucket, tag); matches != 0; matches &= matches - 1) {
            final int reference = Bucket.reference(bucket, Bucket.SLOTS, Bucket.slot(matches));
            if (reference != 0 && isItem(reference, base, key, length)) {
                return reference;
            }
        }
        final int next = Bucket.next(bucket, Bucket.SLOTS);
        return next == 0 ? 0 : searchOn(next, bucket, version, tag, base, key, length);
    }

    /** A link is followed only while it is known to have been one: an item may have come into its slot meanwhile. */
    private int searchOn(final int first, final long bucket, final int version, final int tag, final Object base,
            final long key, final int length) {
        int next = first;
        while (next != 0 && isUnchanged(bucket, version)) {
            final long half = arena.address(next);
            for (long matches = Bucket.matchesOfHalf(half, tag); matches != 0; matches &= matches - 1) {
                final int slot = Long.numberOfTrailingZeros(matches) / Byte.SIZE;
                final int reference = Bucket.reference(half, Bucket.HALF_SLOTS, slot);
                if (reference != 0 && isItem(reference, base, key, length)) {
                    return reference;
                }
            }
            next = Bucket.next(half, Bucket.HALF_SLOTS);
        }
        return 0;
    }

    /**
     * Has the memory of the item that a key probably belongs to on its way. May be called by anybody.
     *
     * @param bucket of the key.
     * @param hash   of the key.
     * @return a sum of what was read, for the caller to keep.
     */
    public long fetchItem(final long bucket, final long hash) {
        // Of no match, the highest bit makes a slot too: some item is read then, or the arena's first bytes.
        final int slot = Bucket.slot(Bucket.matches(bucket, Bucket.tag(hash)) | Long.MIN_VALUE);
        final int reference = Bucket.reference(bucket, Bucket.SLOTS, slot);
        final long address = arena.address(reference);
        return Memory.getLong(address) + lines.sum(reference, address);
    }

    private boolean isItem(final int reference, final Object base, final long key, final int length) {
        final long address = arena.address(reference);
        lines.fetch(reference, address);
        return Item.hasKey(address, Item.control(address), base, key, length);
    }

    /**
     * Looks for a key. The caller holds the stripe.
     *
     * @param hash   of the key.
     * @param base   of the key, null for native memory.
     * @param key    the key's address.
     * @param length of the key.
     * @return the item's reference, or 0.
     */
    public int findLocked(final long hash, final Object base, final long key, final int length) {
        final long bucket = bucketOf(hash);
        return search(bucket, Memory.getInt(bucket), hash, base, key, length);
    }

    /**
     * Starts to change what a key's bucket refers to: readers of that bucket wait until {@link #endChange}.
     *
     * @param hash of the key.
     */
    public void beginChange(final long hash) {
        final long bucket = bucketOf(hash);
        Memory.putInt(bucket, Memory.getInt(bucket) + 1);
        Memory.storeFence();
    }

    /**
     * Ends a change.
     *
     * @param hash of the key.
     */
    public void endChange(final long hash) {
        final long bucket = bucketOf(hash);
        Memory.putIntRelease(bucket, Memory.getInt(bucket) + 1);
    }

    /**
     * Adds a reference, between {@link #beginChange} and {@link #endChange}.
     *
     * @param hash      of its key, which is not there yet.
     * @param reference to add.
     * @return false if a half line is needed and there is no memory for it; nothing was added then.
     */
    public boolean insert(final long hash, final int reference) {
        if (!insertInto(bucketOf(hash), Bucket.tag(hash), reference)) {
            return false;
        }
        items++;
        return true;
    }

    private boolean insertInto(final long first, final int tag, final int reference) {
        long line = first;
        int slots = Bucket.SLOTS;
        for (int next = Bucket.next(line, slots); next != 0; next = Bucket.next(line, slots)) {
            line = arena.address(next);
            slots = Bucket.HALF_SLOTS;
        }
        for (int slot = slots - 1; slot >= 0; slot--) {
            if (Bucket.isEmpty(line, slots, slot)) {
                Bucket.set(line, slots, slot, tag, reference);
                return true;
            }
        }
        final int taken = halves.take();
        if (taken == 0) {
            return false;
        }
        final long half = arena.address(taken);
        Bucket.set(half, Bucket.HALF_SLOTS, Bucket.HALF_SLOTS - 1, Bucket.tag(line, slots, 0),
            Bucket.reference(line, slots, 0));
        Bucket.set(half, Bucket.HALF_SLOTS, Bucket.HALF_SLOTS - 2, tag, reference);
        Bucket.set(line, slots, 0, Bucket.LINK, taken);
        return true;
    }

    /**
     * Makes a key's slot refer to another item, between {@link #beginChange} and {@link #endChange}.
     *
     * @param hash of the key.
     * @param from the reference that is there.
     * @param to   the reference to put there; 0 empties the slot.
     */
    public void replace(final long hash, final int from, final int to) {
        final long first = bucketOf(hash);
        long line = first;
        int slots = Bucket.SLOTS;
        while (true) {
            for (int slot = 0; slot < slots; slot++) {
                if (Bucket.reference(line, slots, slot) == from && Bucket.isTaken(line, slots, slot)) {
                    if (to == 0) {
                        items--;
                        vacate(first, line, slots, slot);
                    } else {
                        Bucket.set(line, slots, slot, Bucket.tag(hash), to);
                    }
                    return;
                }
            }
            final int next = Bucket.next(line, slots);
            assert next != 0 : "the reference is not in its bucket";
            line = arena.address(next);
            slots = Bucket.HALF_SLOTS;
        }
    }

    /**
     * Moves the last reference of the chain into the slot, or else a chain would keep whatever it once needed. The last
     * half line has two references or more, since one has room in the place of its link.
     */
    private void vacate(final long first, final long line, final int slots, final int slot) {
        long before = 0;
        int slotsBefore = 0;
        long last = first;
        int lastSlots = Bucket.SLOTS;
        for (int next = Bucket.next(last, lastSlots); next != 0; next = Bucket.next(last, lastSlots)) {
            before = last;
            slotsBefore = lastSlots;
            last = arena.address(next);
            lastSlots = Bucket.HALF_SLOTS;
        }
        int filled = 0;
        while (Bucket.isEmpty(last, lastSlots, filled)) {
            filled++;
        }
        Bucket.set(line, slots, slot, Bucket.tag(last, lastSlots, filled), Bucket.reference(last, lastSlots, filled));
        Bucket.set(last, lastSlots, filled, 0, 0);
        if (before != 0 && filled == lastSlots - 2) {
            final int freed = Bucket.next(before, slotsBefore);
            Bucket.set(before, slotsBefore, 0, Bucket.tag(last, lastSlots, filled + 1),
                Bucket.reference(last, lastSlots, filled + 1));
            halves.give(freed);
        }
    }

    /**
     * Tells whether the index refers to an item. The caller holds the stripe.
     *
     * @param hash      of its key.
     * @param reference of the item.
     * @return whether it does.
     */
    public boolean contains(final long hash, final int reference) {
        long line = bucketOf(hash);
        int slots = Bucket.SLOTS;
        while (true) {
            for (int slot = 0; slot < slots; slot++) {
                if (Bucket.reference(line, slots, slot) == reference && Bucket.isTaken(line, slots, slot)) {
                    return true;
                }
            }
            final int next = Bucket.next(line, slots);
            if (next == 0) {
                return false;
            }
            line = arena.address(next);
            slots = Bucket.HALF_SLOTS;
        }
    }

    /** Splits one bucket if the index has become full; call it outside of a change. */
    public void growIfFull() {
        final int count = bucketCount;
        if (items <= (long) count * ITEMS_PER_BUCKET || !roomFor(count)) {
            return;
        }
        final long source = bucket(count - Integer.highestOneBit(count));
        final long target = bucket(count);
        final int version = Memory.getInt(source);
        makeRoomToMove(source);
        Memory.putInt(source, version + 1);
        Memory.putInt(target, version + 1);
        Memory.storeFence();
        final int moved = takeAll(source);
        bucketCount = count + 1;
        for (int i = 0; i < moved; i++) {
            final int reference = moving[i];
            final long hash = hashOf(reference);
            final boolean inserted = insertInto(bucketOf(hash), Bucket.tag(hash), reference);
            assert inserted : "a split needs no more half lines than it set free";
        }
        Memory.putIntRelease(target, version + 2);
        Memory.putIntRelease(source, version + 2);
    }

    private boolean roomFor(final int number) {
        final int block = number >>> blockShift;
        if ((number & blockMask) != 0) {
            return true;
        }
        final int reference = blocks.take();
        if (reference == 0) {
            return false;
        }
        final long[] grown = block == directory.length ? Arrays.copyOf(directory, block * 2) : directory;
        grown[block] = arena.address(reference);
        directory = grown;
        return true;
    }

    /** Before any version is odd: whatever the heap refuses must not leave a bucket in the midst of a change. */
    private void makeRoomToMove(final long first) {
        int room = Bucket.SLOTS;
        int next = Bucket.next(first, Bucket.SLOTS);
        while (next != 0) {
            room += Bucket.HALF_SLOTS;
            next = Bucket.next(arena.address(next), Bucket.HALF_SLOTS);
        }
        if (room > moving.length) {
            moving = new int[room * 2];
        }
    }

    /** Empties a chain; its references are then in {@code moving}, its half lines in the free list. */
    private int takeAll(final long first) {
        int count = 0;
        int half = 0;
        long line = first;
        int slots = Bucket.SLOTS;
        while (true) {
            final int next = Bucket.next(line, slots);
            for (int slot = 0; slot < slots; slot++) {
                if (Bucket.isTaken(line, slots, slot)) {
                    moving[count++] = Bucket.reference(line, slots, slot);
                }
                Bucket.set(line, slots, slot, 0, 0);
            }
            if (half != 0) {
                halves.give(half);
            }
            if (next == 0) {
                return count;
            }
            half = next;
            line = arena.address(next);
            slots = Bucket.HALF_SLOTS;
        }
    }

    private long hashOf(final int reference) {
        final long address = arena.address(reference);
        final long control = Item.control(address);
        return KeyHash.hash(null, Item.keyAddress(address, control), ControlWord.keyLength(control), seed);
    }

    /**
     * Tells how many items the index refers to.
     *
     * @return items.
     */
    public int items() {
        return items;
    }

    /**
     * Tells how many first buckets there are.
     *
     * @return buckets.
     */
    public int buckets() {
        return bucketCount;
    }

    /**
     * Copies out the references of one bucket and its chain. The caller holds the stripe.
     *
     * @param number of the bucket, below {@link #buckets()}.
     * @param into   where they go; grown as needed.
     * @return the array, perhaps a larger one, with the count in element 0.
     */
    public int[] references(final int number, final int[] into) {
        int[] target = into;
        int count = 0;
        long line = bucket(number);
        int slots = Bucket.SLOTS;
        while (true) {
            if (count + slots >= target.length) {
                target = Arrays.copyOf(target, target.length * 2 + slots);
            }
            for (int slot = 0; slot < slots; slot++) {
                if (Bucket.isTaken(line, slots, slot)) {
                    target[++count] = Bucket.reference(line, slots, slot);
                }
            }
            final int next = Bucket.next(line, slots);
            if (next == 0) {
                target[0] = count;
                return target;
            }
            line = arena.address(next);
            slots = Bucket.HALF_SLOTS;
        }
    }
}
