/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.item.KeyHash;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.memory.StateStream;
import java.util.Arrays;

/**
 * The segment of the index that one stripe owns.
 *
 * <p>{@link #buckets}, {@link #bucket}, {@link #version}, {@link #search} and {@link #isUnchanged} may be called by
 * anybody, in this order; every other method wants the stripe's lock.
 */
public final class BucketIndex {
    private static final int MAX_CHAIN = 64;
    private static final int ITEMS_PER_BUCKET = 9;

    private final Arena arena;
    private final IndexBlocks blocks;
    private final int blockShift;
    private final int blockMask;
    private final long seed;
    private volatile long[] directory = new long[4];
    private volatile int bucketCount;
    private int items;
    private int freeOverflow;
    private int[] moving = new int[4 * Bucket.SLOTS];

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
        freeOverflow = arena.passReference(stream, freeOverflow);
        final int count = (buckets - 1 >>> blockShift) + 1;
        stream.expect(count);
        final long[] addresses = Arrays.copyOf(directory, Math.max(count, directory.length));
        for (int i = 0; i < count; i++) {
            addresses[i] = arena.pass(stream, addresses[i]);
        }
        directory = addresses;
        bucketCount = buckets;
    }

    /** Linear hashing, without a branch, since nobody could predict it. */
    private static int bucketNumber(final long hash, final int count) {
        final int half = Integer.highestOneBit(count);
        final int number = (int) hash & (half << 1) - 1;
        return number - (half & ~(number - count >> 31));
    }

    private long bucket(final int number) {
        return directory[number >>> blockShift] + (long) (number & blockMask) * Bucket.LENGTH;
    }

    private long bucketOf(final long hash) {
        return bucket(bucketNumber(hash, bucketCount));
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
        return bucket(bucketNumber(hash, count));
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
     * Looks for a key in its bucket and those chained to it.
     *
     * @param first  the bucket.
     * @param hash   of the key.
     * @param base   of the key, null for native memory.
     * @param key    the key's address.
     * @param length of the key.
     * @return the item's reference, or 0; it counts only if the caller holds the stripe, or if {@link #isUnchanged}
     *     says so afterwards.
     */
    public int search(final long first, final long hash, final Object base, final long key, final int length) {
        final int tag = Bucket.tag(hash);
        long bucket = first;
        for (int hops = 0; hops < MAX_CHAIN; hops++) {
            for (long matches = Bucket.matches(bucket, tag); matches != 0; matches &= matches - 1) {
                final int reference = Bucket.reference(bucket, Bucket.slot(matches));
                if (reference != 0 && isItem(reference, base, key, length)) {
                    return reference;
                }
            }
            final int next = Bucket.next(bucket);
            if (next == 0) {
                return 0;
            }
            bucket = arena.address(next);
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
        // Of no match, slot makes a number too: some item is read then, or the arena's first bytes.
        final int slot = Bucket.slot(Bucket.matches(bucket, Bucket.tag(hash)));
        final long address = arena.address(Bucket.reference(bucket, slot));
        return Memory.getLong(address) + Memory.sumOfLinesAhead(address);
    }

    private boolean isItem(final int reference, final Object base, final long key, final int length) {
        final long address = arena.address(reference);
        Memory.fetchAhead(address);
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
        return search(bucketOf(hash), hash, base, key, length);
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
     * @return false if an overflow bucket is needed and there is no memory for it; nothing was added then.
     */
    public boolean insert(final long hash, final int reference) {
        if (!insertInto(bucketOf(hash), Bucket.tag(hash), reference)) {
            return false;
        }
        items++;
        return true;
    }

    private boolean insertInto(final long first, final int tag, final int reference) {
        long bucket = first;
        while (true) {
            for (int slot = 0; slot < Bucket.SLOTS; slot++) {
                if (Bucket.isEmpty(bucket, slot)) {
                    Bucket.set(bucket, slot, tag, reference);
                    return true;
                }
            }
            int next = Bucket.next(bucket);
            if (next == 0) {
                next = takeOverflow();
                if (next == 0) {
                    return false;
                }
                Memory.storeFence();
                Bucket.next(bucket, next);
            }
            bucket = arena.address(next);
        }
    }

    private int takeOverflow() {
        if (freeOverflow == 0) {
            final int block = blocks.take();
            if (block == 0) {
                return 0;
            }
            final int step = Math.max(Bucket.LENGTH, arena.granule());
            for (int at = 0; at < (blockMask + 1) * Bucket.LENGTH; at += step) {
                giveOverflow(arena.plus(block, at));
            }
        }
        final int bucket = freeOverflow;
        final long address = arena.address(bucket);
        freeOverflow = Bucket.next(address);
        Memory.clear(address, Bucket.LENGTH);
        return bucket;
    }

    private void giveOverflow(final int bucket) {
        Bucket.next(arena.address(bucket), freeOverflow);
        freeOverflow = bucket;
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
        long bucket = first;
        while (true) {
            for (int slot = 0; slot < Bucket.SLOTS; slot++) {
                if (Bucket.reference(bucket, slot) == from && !Bucket.isEmpty(bucket, slot)) {
                    if (to == 0) {
                        items--;
                        vacate(first, bucket, slot);
                    } else {
                        Bucket.set(bucket, slot, Bucket.tag(hash), to);
                    }
                    return;
                }
            }
            final int next = Bucket.next(bucket);
            assert next != 0 : "the reference is not in its bucket";
            bucket = arena.address(next);
        }
    }

    /** Moves the last reference of the chain into the slot, or else a chain would keep whatever it once needed. */
    private void vacate(final long first, final long bucket, final int slot) {
        long before = 0;
        long last = first;
        for (int next = Bucket.next(last); next != 0; next = Bucket.next(last)) {
            before = last;
            last = arena.address(next);
        }
        int filled = Bucket.SLOTS - 1;
        while (filled > 0 && Bucket.isEmpty(last, filled)) {
            filled--;
        }
        Bucket.set(bucket, slot, Bucket.tag(last, filled), Bucket.reference(last, filled));
        Bucket.set(last, filled, 0, 0);
        if (filled == 0 && before != 0) {
            final int emptied = Bucket.next(before);
            Bucket.next(before, 0);
            giveOverflow(emptied);
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
        for (long bucket = bucketOf(hash);;) {
            for (int slot = 0; slot < Bucket.SLOTS; slot++) {
                if (Bucket.reference(bucket, slot) == reference && !Bucket.isEmpty(bucket, slot)) {
                    return true;
                }
            }
            final int next = Bucket.next(bucket);
            if (next == 0) {
                return false;
            }
            bucket = arena.address(next);
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
        makeRoomToMove(source);
        final int version = Memory.getInt(source);
        Memory.putInt(source, version + 1);
        Memory.putInt(target, version + 1);
        Memory.storeFence();
        final int moved = takeAll(source);
        bucketCount = count + 1;
        for (int i = 0; i < moved; i++) {
            final int reference = moving[i];
            final long hash = hashOf(reference);
            final boolean inserted = insertInto(bucketOf(hash), Bucket.tag(hash), reference);
            assert inserted : "a split needs no more buckets than it set free";
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
        int slots = Bucket.SLOTS;
        for (int next = Bucket.next(first); next != 0; next = Bucket.next(arena.address(next))) {
            slots += Bucket.SLOTS;
        }
        if (slots > moving.length) {
            moving = new int[slots * 2];
        }
    }

    /** Empties a chain; its references are then in {@code moving}, its overflow buckets in the free list. */
    private int takeAll(final long first) {
        int count = 0;
        int overflow = 0;
        long bucket = first;
        while (true) {
            for (int slot = 0; slot < Bucket.SLOTS; slot++) {
                if (!Bucket.isEmpty(bucket, slot)) {
                    moving[count++] = Bucket.reference(bucket, slot);
                    Bucket.set(bucket, slot, 0, 0);
                }
            }
            final int next = Bucket.next(bucket);
            Bucket.next(bucket, 0);
            if (overflow != 0) {
                giveOverflow(overflow);
            }
            if (next == 0) {
                return count;
            }
            overflow = next;
            bucket = arena.address(next);
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
        for (long bucket = bucket(number);;) {
            if (count + Bucket.SLOTS >= target.length) {
                target = Arrays.copyOf(target, target.length * 2 + Bucket.SLOTS);
            }
            for (int slot = 0; slot < Bucket.SLOTS; slot++) {
                if (!Bucket.isEmpty(bucket, slot)) {
                    target[++count] = Bucket.reference(bucket, slot);
                }
            }
            final int next = Bucket.next(bucket);
            if (next == 0) {
                target[0] = count;
                return target;
            }
            bucket = arena.address(next);
        }
    }
}
